package launcher;

import java.time.Duration;

/** Says what a long step does: from 2 s on, twice a second on a terminal and every 10 s elsewhere. */
final class Progress implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Console console;
    private final String title;
    private final long start = System.nanoTime();
    private final Thread ticker;
    // Written by the step's thread, read by the ticker.
    private volatile String now = "";
    // Guarded by this: no progress line may follow the step's own.
    private boolean ended;

    Progress(Console console, String title) {
        this.console = console;
        this.title = title;
        this.ticker = Thread.ofVirtual().name("progress").start(this::tick);
    }

    /** Takes what the step does at the moment; an empty line changes nothing. */
    void now(String what) {
        String stripped = what.strip();
        if (!stripped.isEmpty()) {
            now = stripped;
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Writes the step's line, and ends. */
    void done() {
        close();
        console.done(title, elapsed());
    }

    /** Ends without a line: the step has failed. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
        }
        ticker.interrupt();
    }

    private void tick() {
        try {
            Thread.sleep(QUIET);
            while (show()) {
                Thread.sleep(console.terminal() ? Duration.ofMillis(500) : Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the step has ended
        }
    }

    private synchronized boolean show() {
        if (!ended) {
            console.progress(title, elapsed(), now);
        }
        return !ended;
    }
}
