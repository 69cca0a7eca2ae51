package asynclab.kernel;

import java.time.Duration;
import java.util.Map;

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

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // a learner's program found this thread: it ends sooner
        }
    }
}
