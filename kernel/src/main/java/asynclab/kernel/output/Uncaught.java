package asynclab.kernel.output;

import java.util.function.Function;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/** Shows the exception that ended a task, under the task's cell. Without it, it would go to the server's log. */
public final class Uncaught implements Thread.UncaughtExceptionHandler {
    private final Cells cells;
    private final Outbox outbox;
    private final Function<Throwable, String> words;

    /** @param words what to show of an exception; an empty text for none of the learner's business */
    public Uncaught(Cells cells, Outbox outbox, Function<Throwable, String> words) {
        this.cells = cells;
        this.outbox = outbox;
        this.words = words;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        var text = words.apply(thrown);
        if (!text.isEmpty()) {
            var name = thread.getName().isBlank() ? "#" + thread.threadId() : thread.getName();
            outbox.print(
                    cells.mine(),
                    StreamType.ERR,
                    "Task " + name + " ended with an exception:\n" + text.stripTrailing() + "\n");
        }
    }
}
