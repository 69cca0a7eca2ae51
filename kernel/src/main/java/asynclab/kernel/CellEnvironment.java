package asynclab.kernel;

import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Outbox;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;

/** Where JJava's classes publish: under a cell, in order with what it prints. The status is the session's affair. */
final class CellEnvironment extends ShellReplyEnvironment {
    private final Supplier<Cell> cell;
    private final Outbox outbox;

    CellEnvironment(Supplier<Cell> cell, Outbox outbox) {
        super(null, null, null, null);
        this.cell = cell;
        this.outbox = outbox;
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
        outbox.publish(cell.get(), content);
    }

    @Override
    public void publish(Message<?> message) {
        outbox.publish(cell.get(), message);
    }

    @Override
    public void setBusyDeferIdle() {}
}
