package asynclab.kernel.output;

import org.dflib.jjava.jupyter.messages.MessageContext;
import org.jspecify.annotations.Nullable;

/** One executed cell: its number, its source, and the request that everything it shows answers. Safe for any thread. */
public final class Cell {
    private final int number;
    private final String source;
    private final @Nullable MessageContext parent;
    private final CellOutput output = new CellOutput(this);

    private volatile boolean open = true; // closed by the shell's thread, read by any
    private volatile @Nullable Cell rerun; // set by the shell's thread, read by any

    /** @param parent the request, or null for what runs while the kernel starts */
    public Cell(int number, String source, @Nullable MessageContext parent) {
        this.number = number;
        this.source = source;
        this.parent = parent;
    }

    /** The number that the front end shows beside it. */
    public int number() {
        return number;
    }

    /** What was executed. */
    public String source() {
        return source;
    }

    /** The request; null for what runs while the kernel starts. */
    public @Nullable MessageContext parent() {
        return parent;
    }

    /** Whether its code has not ended yet; its tasks may outlive it. */
    public boolean isOpen() {
        return open;
    }

    /** Its code has ended. */
    public void close() {
        open = false;
    }

    /**
     * The last run of the same cell of the notebook, mostly this one. A front end that runs a cell again forgets the
     * earlier run, so what the tasks of that one still show is sent as part of the new one.
     */
    public Cell latest() {
        var cell = this;
        for (var next = cell.rerun; next != null; next = cell.rerun) {
            cell = next;
        }
        return cell;
    }

    void isRunAgainAs(Cell later) {
        rerun = later;
    }

    /** Guarded by the outbox. */
    CellOutput output() {
        return output;
    }

    @Override
    public String toString() {
        return "cell " + number;
    }
}
