package asynclab.notebook;

import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * A kernel that knows under which cell a thread's pictures belong, and sends them there also after the cell has ended.
 * JJava's own kernel is none; the course's is. Safe for any thread.
 *
 * @param <C> the kernel's cells
 */
public interface CellDisplay<C> {
    /** The cell that the calling thread belongs to. */
    C cell();

    /** Shows something below what the cell has shown so far. */
    void display(C cell, DisplayData data);

    /** Replaces what was shown with the same display id. */
    void update(C cell, DisplayData data);
}
