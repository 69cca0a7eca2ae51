package asynclab.kernel;

/** What the checks in a cell's classes ask: is this thread to stop? Public for the classes of cells, which call it. */
public final class Stop {
    private static volatile boolean asked; // set by the control thread, read by every loop of every cell

    private Stop() {}

    /** Ends the calling thread's work if a stop was asked for. */
    public static void check() {
        if (asked) {
            throw new Stopped();
        }
    }

    static void ask() {
        asked = true;
    }

    static void reset() {
        asked = false;
    }

    /** Ends what runs; an Error, so that few programs catch it. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped");
        }
    }
}
