package asynclab.kernel;

import java.time.Duration;
import java.util.Map;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/** The end of the kernel's process. */
final class Ending {
    /** The answer to the request that ends the kernel is on its way then; nobody tells when it has arrived. */
    private static final Duration FAREWELL = Duration.ofMillis(50);

    /** For how long shutdown hooks may run, a learner's among them. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Set while the launcher has a kernel write its cache when it ends, which takes its time. */
    private static final String TRAINING = "ASYNCLAB_TRAINING";

    /** Set by Jupyter for the kernels that it starts itself. */
    private static final String STARTED_BY_JUPYTER = "JPY_PARENT_PID";

    /** The status of a JVM that {@code -XX:+ExitOnOutOfMemoryError} ends. */
    private static final int OUT_OF_MEMORY = 3;

    private Ending() {}

    /**
     * Ends the kernel with the Jupyter server that started it. On Linux setpriv in the kernelspec does that at once, where it
     * is installed; this works on every system, within seconds.
     */
    static void withParent(Map<String, String> environment) {
        if (environment.containsKey(STARTED_BY_JUPYTER)) {
            ProcessHandle.current().parent().ifPresent(parent -> {
                var _ = parent.onExit().thenRun(Ending::now);
            });
        }
    }

    /** Ends the JVM, whatever runs in it. Does not return. */
    static void now() {
        if (System.getenv(TRAINING) == null) {
            Thread.ofPlatform().name("kernel-end").daemon().start(() -> {
                pause(PATIENCE);
                Runtime.getRuntime().halt(0);
            });
        }
        pause(FAREWELL);
        System.exit(0);
    }

    /**
     * Ends the JVM as there is no memory left to go on with, after telling the learner so. Jupyter notices that it has
     * ended, and starts another one.
     */
    static void full(Surroundings surroundings) {
        surroundings.memory().release();
        try {
            surroundings
                    .outbox()
                    .print(
                            surroundings.cells().current(),
                            StreamType.ERR,
                            "The kernel has no memory left to go on with, and ends. Jupyter starts it again, without"
                                    + " variables. More memory: ASYNCLAB_JVM_OPTS=-Xmx1g\n");
            surroundings.outbox().flush();
            pause(FAREWELL);
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // a learner's program found this thread: it ends sooner
        }
    }
}
