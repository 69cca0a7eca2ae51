package asynclab.kernel;

import org.dflib.jjava.jupyter.messages.MessageContext;
import org.jspecify.annotations.Nullable;

/** One executed cell: its number, its source, and the request that everything it shows answers. */
final class Cell {
    private final int number;
    private final String source;
    private final @Nullable MessageContext parent;
    private volatile boolean open = true; // closed by the shell's thread, read by any

    /** @param parent the request, or null for what runs while the kernel starts */
    Cell(int number, String source, @Nullable MessageContext parent) {
        this.number = number;
        this.source = source;
        this.parent = parent;
    }

    int number() {
        return number;
    }

    String source() {
        return source;
    }

    @Nullable
    MessageContext parent() {
        return parent;
    }

    /** Whether its code has not ended yet; its tasks may outlive it. */
    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    @Override
    public String toString() {
        return "cell " + number;
    }
}
