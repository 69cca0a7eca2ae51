package asynclab.kernel.stop;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The thread that runs the cells' code, one after the other; named as a learner expects the thread of a program to be. One
 * that does not end can be given up: then the next code gets a new one.
 */
final class MainThread {
    private static final String NAME = "main";

    private final ClassLoader loader;
    private ExecutorService runner; // guarded by this
    private @Nullable Future<?> running; // guarded by this
    private volatile @Nullable Thread thread; // set by the executor

    /** @param loader the context class loader of what the code starts */
    MainThread(ClassLoader loader) {
        this.loader = loader;
        runner = newRunner();
    }

    private ExecutorService newRunner() {
        return Executors.newSingleThreadExecutor(work -> {
            var made = Thread.ofPlatform()
                    .name(NAME)
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .unstarted(work);
            made.setContextClassLoader(loader);
            thread = made;
            return made;
        });
    }

    /** Returns the thread, or null before the first code. */
    @Nullable
    Thread thread() {
        return thread;
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /**
     * Runs code and waits for it. An interrupt of the calling thread does nothing.
     *
     * @throws CellStopped if the thread was given up
     * @throws Exception what the code throws
     */
    @Nullable
    Object call(Callable<@Nullable Object> code) throws Exception {
        Future<@Nullable Object> mine;
        synchronized (this) {
            mine = runner.submit(code);
            running = mine;
        }
        while (true) {
            try {
                return mine.get();
            } catch (InterruptedException e) {
                // a learner's program found this thread, which has to go on
            } catch (CancellationException e) {
                throw new CellStopped();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case Exception exception -> throw exception;
                    case Error error -> throw error;
                    case null, default -> throw e;
                }
            }
        }
    }

    /** Ends the wait for the code that runs, and leaves the thread to itself. */
    synchronized void giveUp() {
        if (running != null && !running.isDone()) {
            runner.shutdown();
            runner = newRunner();
            running.cancel(false);
        }
    }

    synchronized void close() {
        runner.shutdownNow();
    }
}
