package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.Gauge;
import asynclab.exercise.Stage;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server of lesson 07 that bears few connections, as databases do. Opening one takes 0.1 s. Safe for any thread; a
 * {@link Line} is not.
 *
 * {@snippet :
 * var server = SmallServer.upTo(3);
 * try (var line = server.connect()) {
 *     IO.println(line.ask("who are you?"));
 * }
 * }
 */
public final class SmallServer {
    /** What evidence calls the number of open lines. */
    static final String LEVEL = "number of open lines";

    private static final Duration OPENING = seconds(0.1);

    private final int most;
    private final @Nullable Stage stage;
    private final Gauge open = Gauge.of("open lines");

    private int opened; // guarded by this

    SmallServer(int most, @Nullable Stage stage) {
        this.most = most;
        this.stage = stage;
    }

    /**
     * A server that bears so many lines at once.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public static SmallServer upTo(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a server must bear >= 1 line, got " + most);
        }
        return new SmallServer(most, null);
    }

    /**
     * Opens a line, to be closed when it is not needed any more.
     *
     * @throws IOException if as many are open as the server bears
     * @throws InterruptedException if interrupted meanwhile; nothing is open then
     */
    public Line connect() throws IOException, InterruptedException {
        int number = begin();
        boolean connected = false;
        try {
            Thread.sleep(OPENING);
            connected = true;
            return new Line("line " + number, stage, () -> change(-1));
        } finally {
            if (!connected) {
                change(-1);
            }
        }
    }

    /** How many lines are open, and how many were, over time. */
    public Gauge open() {
        return open;
    }

    private synchronized int begin() throws IOException {
        if (open.now() >= most) {
            throw new IOException("refused: " + most + " lines are open, more the server does not bear");
        }
        change(1);
        return ++opened;
    }

    private void change(int by) {
        open.add(by);
        if (stage != null) {
            stage.level(LEVEL).add(by);
        }
    }
}
