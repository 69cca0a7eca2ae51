package asynclab.kernel;

import java.io.InputStream;
import java.io.PrintStream;

/** The kernel's own {@code System.out}, {@code System.err} and {@code System.in}, which a cell may replace or set to null. */
record Streams(PrintStream out, PrintStream err, InputStream in) {
    /** Takes those that are set now. */
    static Streams current() {
        return new Streams(System.out, System.err, System.in);
    }

    /** Sets them again. Returns whether one of them had been replaced. */
    boolean restore() {
        boolean replaced = !equals(current());
        if (replaced) {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        }
        return replaced;
    }
}
