package asynclab.web;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * A response body that keeps the log: bytes as they go, and the end of the request before the last of them does. One
 * thread only.
 */
final class Counted extends FilterOutputStream {
    private final Visit visit;
    private final OptionalLong length;
    private long written;

    Counted(OutputStream out, OptionalLong length, Visit visit) {
        super(out);
        this.length = length;
        this.visit = visit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        written += count;
        visit.sending(count);
        if (length.isPresent() && written >= length.getAsLong()) {
            visit.end();
        }
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            visit.clientGone();
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            visit.clientGone();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        visit.end(); // a chunked body is over for the client when it is closed, not when its last byte is written
        try {
            out.close();
        } catch (IOException e) {
            visit.clientGone();
            throw e;
        }
    }
}
