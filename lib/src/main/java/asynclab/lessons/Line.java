package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.exercise.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection of lesson 07: it has to be opened, serves one task at a time, and has to be closed.
 *
 * <p>Not for several tasks at once, as connections are, and it says so instead of giving wrong answers.
 */
public final class Line implements AutoCloseable {
    private static final Duration ANSWER = seconds(0.1);

    private final String name;
    private final @Nullable Stage stage;
    private final Runnable onClose;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param onClose told once, of the first close */
    Line(String name, @Nullable Stage stage, Runnable onClose) {
        this.name = name;
        this.stage = stage;
        this.onClose = onClose;
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** Whether nobody has closed it. */
    public boolean isOpen() {
        return !closed.get();
    }

    /**
     * Asks and waits for the answer, which takes 0.1 s.
     *
     * @throws IOException if there is none: to questions that begin with {@code why}
     * @throws IllegalStateException if the line is closed, or another task is using it
     * @throws InterruptedException if interrupted meanwhile
     */
    public String ask(String question) throws Exception {
        return stage == null ? answer(question) : stage.call(question, () -> answer(question));
    }

    private String answer(String question) throws IOException, InterruptedException {
        if (!isOpen()) {
            throw new IllegalStateException(name + " is closed");
        }
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("two tasks use " + name + " at once");
        }
        try {
            Thread.sleep(ANSWER);
        } finally {
            busy.set(false);
        }
        if (question.startsWith("why")) {
            throw new IOException("no answer to " + question);
        }
        return "answer to " + question;
    }

    /** Closes it. Does not wait; does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }

    /** Its name, and whether it is open. */
    @Override
    public String toString() {
        return name + (isOpen() ? "" : " (closed)");
    }
}
