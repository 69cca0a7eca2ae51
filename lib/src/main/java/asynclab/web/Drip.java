package asynclab.web;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/** Spreads a body of a known length over a time: small equal pieces, each sent at once. One thread only. */
final class Drip extends FilterOutputStream {
    private final long size;
    private final Duration time;
    private final int piece;
    private final long begun = System.nanoTime();
    private long sent;

    Drip(OutputStream out, long size, Duration time, Duration gap) {
        super(out);
        this.size = size;
        this.time = time;
        long pieces = Math.max(1, time.dividedBy(gap));
        this.piece = Math.clamp((size + pieces - 1) / pieces, 1, 1 << 20);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        for (int at = from; at < from + count; at += piece) {
            int now = Math.min(piece, from + count - at);
            waitUntil(sent + now);
            out.write(bytes, at, now);
            out.flush();
            sent += now;
        }
    }

    /** Waits for the moment the {@code count}-th byte is due, counted from the beginning: delays do not add up. */
    private void waitUntil(long count) throws IOException {
        long due = begun + (long) (time.toNanos() * ((double) count / size));
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while dripping: the server is closing");
        }
    }
}
