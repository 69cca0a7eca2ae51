package asynclab.notebook;

import asynclab.Timeline;
import java.util.function.BooleanSupplier;

/**
 * Makes the first timeline as quick as the second: a JVM's first recording takes about half a second, most of it
 * loading classes, which can be done while the learner reads the first words of the lesson.
 */
final class WarmUp {
    private static final long FIRST_MILLIS = 1_000;
    private static final long AGAIN_MILLIS = 250;

    /**
     * Set while the launcher has a kernel write the JVM's cache of classes. The recorder would rewrite java.lang.Object and
     * others for the timeline's waits, and a JVM with that done to it crashes when it writes the cache (JDK 25.0.3).
     */
    private static final String TRAINING = "ASYNCLAB_TRAINING";

    private WarmUp() {}

    /** @param busy whether a cell runs: the learner's first cell must not share its processor with this */
    @SuppressWarnings("ThreadPriorityCheck") // only manners: it works as well where a system ignores priorities
    static void start(BooleanSupplier busy) {
        if (System.getenv(TRAINING) != null) {
            return;
        }
        Thread.ofPlatform()
                .name("asynclab-warm-up")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> run(busy));
    }

    private static void run(BooleanSupplier busy) {
        try {
            Thread.sleep(FIRST_MILLIS);
            while (busy.getAsBoolean()) {
                Thread.sleep(AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            return; // the thread ends here, and nobody else can see its flag
        }
        Timeline.warmUp();
    }
}
