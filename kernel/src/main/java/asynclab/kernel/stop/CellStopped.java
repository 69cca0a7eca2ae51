package asynclab.kernel.stop;

/**
 * Ends a thread of an interrupted cell, from inside a loop or a call. An {@code Error}, so that a program's
 * {@code catch (Exception e)} does not hold it up; {@code finally} blocks run.
 */
public final class CellStopped extends Error {
    private static final long serialVersionUID = 1;

    CellStopped() {
        super("the cell was interrupted");
    }
}
