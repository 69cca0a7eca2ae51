package asynclab.kernel.code;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps JShell from listing every type of the JDK and of the class path beside the first cell. The list takes as much
 * of the processor as the cell itself, 80 MB of garbage, and memory for as long as the kernel lives; and it is read only
 * to complete the names of packages and to tell what a missing import could be. So it is made when someone asks.
 *
 * <p>Static, as the thread that makes it is one for all JShells of the JVM. Where this JDK has no such thread, JShell makes
 * the list when it starts. Safe for any thread.
 */
public final class ClassIndex {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final CountDownLatch ASKED = new CountDownLatch(1);
    private static final Optional<ExecutorService> THREAD = thread();

    private ClassIndex() {}

    /** Holds the list back until {@link #await}; to be called before the first JShell is asked about code. */
    public static void hold() {
        THREAD.ifPresent(thread -> thread.execute(() -> {
            try {
                ASKED.await();
            } catch (InterruptedException e) {
                // a learner's program found this thread: the list is made sooner
            }
        }));
    }

    /** Has the list made, if it is not yet, and waits for it; for some seconds at most, or until an interrupt. */
    public static void await() {
        ASKED.countDown();
        THREAD.ifPresent(thread -> {
            try {
                thread.submit(() -> {}).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS); // it comes after the list
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // goes without the list, or with a part of it
            }
        });
    }

    private static Optional<ExecutorService> thread() {
        try {
            var field = Class.forName("jdk.jshell.SourceCodeAnalysisImpl").getDeclaredField("INDEXER");
            field.setAccessible(true);
            return field.get(null) instanceof ExecutorService thread ? Optional.of(thread) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) { // another JDK, or not opened to us
            return Optional.empty();
        }
    }
}
