package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.exercise.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Four lines that take a while to open, of lesson 07, exercise q3. Safe for any thread. */
public final class Lines {
    /** Takes the longest but one, and no interrupt: there are such connections. */
    private static final String DEAF = "d";

    private final Stage stage;
    private final boolean oneFails;

    /** @param oneFails whether b cannot be opened */
    Lines(Stage stage, boolean oneFails) {
        stage.counts("opening");
        this.stage = stage;
        this.oneFails = oneFails;
    }

    /** Their names, in order. */
    public List<String> names() {
        return List.of("a", "b", "c", DEAF);
    }

    /**
     * Opens one, to be closed when it is not needed any more. Takes up to 0.6 s.
     *
     * @throws IOException if it cannot be opened
     * @throws InterruptedException if interrupted meanwhile; nothing is open then
     */
    public Line open(String name) throws Exception {
        return stage.call(name, () -> {
            switch (name) {
                case "a" -> Thread.sleep(seconds(0.1));
                case "b" -> Thread.sleep(seconds(0.3));
                case "c" -> Thread.sleep(seconds(0.6));
                case DEAF -> sleepOn(seconds(0.5));
                default -> throw new IllegalArgumentException("the lines are " + names() + ", there is no " + name);
            }
            if (oneFails && name.equals("b")) {
                throw new IOException("b is engaged");
            }
            stage.level(SmallServer.LEVEL).add(1);
            return new Line(name, stage, () -> stage.level(SmallServer.LEVEL).add(-1));
        });
    }

    /** Sleeps to the end and keeps an interrupt for later. */
    private static void sleepOn(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        boolean interrupted = false;
        while (System.nanoTime() < end) {
            try {
                Thread.sleep(Duration.ofNanos(end - System.nanoTime()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
