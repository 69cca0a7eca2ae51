package asynclab.kernel;

import org.dflib.jjava.jupyter.messages.MessageContext;

/** Which cell runs, and which cell a thread belongs to: the one that started it, or that started the thread that did. */
final class Cells {
    private static final InheritableThreadLocal<Cell> TAG = new InheritableThreadLocal<>();

    private volatile Cell current = new Cell(0, "", null); // set by the shell's thread, read by any

    /** Makes a cell the running one. */
    Cell open(int number, String source, MessageContext parent) {
        var cell = new Cell(number, source, parent);
        current = cell;
        return cell;
    }

    /** Returns the cell that runs, or ran last. */
    Cell current() {
        return current;
    }

    /** Returns the calling thread's cell; the current one for a thread that no cell has started. */
    Cell mine() {
        var cell = TAG.get();
        return cell == null ? current : cell;
    }

    /** Makes the calling thread, and the threads it will start, belong to the current cell. */
    void enter() {
        TAG.set(current);
    }
}
