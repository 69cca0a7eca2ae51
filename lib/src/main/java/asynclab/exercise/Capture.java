package asynclab.exercise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What an answer prints, kept for its card. Which output is the answer's is decided by the thread: one that the answer
 * started inherits the capture, all others print where they did before.
 *
 * <p>While any capture is open, {@code System.out}, {@code err} and {@code in} are streams that ask the thread. After the last
 * one has closed, they are again what they were. An answer that waits for input gets the end of it at once: nobody would type
 * into a check.
 */
final class Capture implements AutoCloseable {
    /** Bytes. Enough for every line one would read, and a loop that prints for ever does not fill the heap. */
    private static final int MOST = 64 << 10;

    private static final InheritableThreadLocal<@Nullable Capture> MINE = new InheritableThreadLocal<>();
    private static final Object LOCK = new Object();

    // guarded by LOCK
    private static int open;
    private static PrintStream out = System.out;
    private static PrintStream err = System.err;
    private static InputStream in = System.in;
    private static @Nullable PrintStream routedOut;
    private static @Nullable PrintStream routedErr;
    private static @Nullable InputStream routedIn;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream(); // guarded by this
    private long left; // guarded by this: bytes that were not kept
    private volatile boolean askedForInput;

    private Capture() {}

    /** Begins to keep what threads print that belong to this capture; see {@link #adopt}. */
    static Capture open() {
        synchronized (LOCK) {
            if (open++ == 0) {
                route();
            }
        }
        return new Capture();
    }

    /** Makes the calling thread, and those it starts from now on, print into this capture. */
    void adopt() {
        MINE.set(this);
    }

    /** What was printed so far. */
    synchronized String text() {
        var text = printed.toString(StandardCharsets.UTF_8);
        return left == 0 ? text : text + "\n… %,d more bytes were printed".formatted(left);
    }

    boolean askedForInput() {
        return askedForInput;
    }

    @Override
    public void close() {
        synchronized (LOCK) {
            if (--open == 0) {
                unroute();
            }
        }
    }

    private synchronized void keep(byte[] bytes, int from, int length) {
        int kept = Math.min(length, MOST - printed.size());
        printed.write(bytes, from, kept);
        left += length - kept;
    }

    private static void route() {
        out = System.out;
        err = System.err;
        in = System.in;
        routedOut = new PrintStream(new Out(out), true, StandardCharsets.UTF_8);
        routedErr = new PrintStream(new Out(err), true, StandardCharsets.UTF_8);
        routedIn = new In(in);
        System.setOut(routedOut);
        System.setErr(routedErr);
        System.setIn(routedIn);
    }

    /** Only what is still ours: a stream that the answer or the kernel has set meanwhile is theirs. */
    @SuppressWarnings("ReferenceEquality") // the very object is meant
    private static void unroute() {
        if (System.out == routedOut) {
            System.setOut(out);
        }
        if (System.err == routedErr) {
            System.setErr(err);
        }
        if (System.in == routedIn) {
            System.setIn(in);
        }
    }

    private static final class Out extends OutputStream {
        private final PrintStream others;

        Out(PrintStream others) {
            this.others = others;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            var mine = MINE.get();
            if (mine == null) {
                others.write(bytes, from, length);
            } else {
                mine.keep(bytes, from, length);
            }
        }

        @Override
        public void flush() {
            if (MINE.get() == null) {
                others.flush();
            }
        }
    }

    private static final class In extends InputStream {
        private final InputStream others;

        In(InputStream others) {
            this.others = others;
        }

        @Override
        public int read() throws IOException {
            return ended() ? -1 : others.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return ended() ? -1 : others.read(into, from, length);
        }

        @Override
        public int available() throws IOException {
            return MINE.get() == null ? others.available() : 0;
        }

        private static boolean ended() {
            var mine = MINE.get();
            if (mine != null) {
                mine.askedForInput = true;
            }
            return mine != null;
        }
    }
}
