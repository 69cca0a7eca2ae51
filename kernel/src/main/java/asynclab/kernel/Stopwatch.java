package asynclab.kernel;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** How long code of a cell runs on the thread that started the watch, without the time to compile it. */
final class Stopwatch implements AutoCloseable {
    private static final ThreadLocal<@Nullable Stopwatch> RUNNING = new ThreadLocal<>();

    private final @Nullable Stopwatch outer = RUNNING.get();
    private long passed; // nanoseconds; like the next only for the thread that started the watch
    private long worked;

    private Stopwatch() {
        RUNNING.set(this);
    }

    static Stopwatch start() {
        return new Stopwatch();
    }

    /** Calls the code of a cell; the watch that runs on this thread, if there is one, counts it. */
    static <T extends @Nullable Object> T count(Callable<T> code) throws Exception {
        var watch = RUNNING.get();
        if (watch == null) {
            return code.call();
        }
        long begun = System.nanoTime();
        long before = work();
        try {
            return code.call();
        } finally {
            watch.passed += System.nanoTime() - begun;
            watch.worked += work() - before;
        }
    }

    private static long work() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    Duration passed() {
        return Duration.ofNanos(passed);
    }

    /** Returns the processor's time for this thread. */
    Duration worked() {
        return Duration.ofNanos(worked);
    }

    @Override
    public void close() {
        RUNNING.set(outer);
    }
}
