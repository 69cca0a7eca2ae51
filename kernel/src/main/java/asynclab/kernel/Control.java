package asynclab.kernel;

import asynclab.kernel.output.Cells;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jshell.execution.DirectExecutionControl;
import org.jspecify.annotations.Nullable;

/** Runs what JShell has compiled, on a thread of the learner's own, and keeps what came of it as objects. */
final class Control extends DirectExecutionControl {
    /** The name that a learner expects for the thread of a program. */
    private static final String MAIN = "main";

    private static final Object NULL = new Object();

    private final Loader loader;
    private final Cells cells;
    private final Map<String, Object> results = new ConcurrentHashMap<>();
    private final AtomicLong keys = new AtomicLong();
    private final ExecutorService runner = Executors.newSingleThreadExecutor(this::mainThread);
    private volatile @Nullable Thread main; // set by the executor
    private volatile boolean running; // set by the shell's thread, read by the control thread
    private volatile @Nullable Throwable thrown; // set by the thread that ran, read by the evaluator after it

    Control(Loader loader, Cells cells) {
        super(loader);
        this.loader = loader;
        this.cells = cells;
    }

    private Thread mainThread(Runnable work) {
        var thread = Thread.ofPlatform().name(MAIN).daemon().unstarted(work);
        thread.setContextClassLoader(loader.classLoader());
        main = thread;
        return thread;
    }

    /** Returns a key for {@link #take} in place of a text. What a magic runs, runs on the thread that it is on. */
    @Override
    protected String invoke(Method method) throws Exception {
        var value = Thread.currentThread().equals(main) ? call(method) : onMain(method);
        var key = Long.toString(keys.incrementAndGet());
        results.put(key, value == null ? NULL : value);
        return key;
    }

    private @Nullable Object onMain(Method method) throws Exception {
        running = true;
        try {
            return runner.submit(() -> {
                        cells.enter();
                        return call(method);
                    })
                    .get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        } finally {
            running = false;
            Stop.reset();
        }
    }

    private @Nullable Object call(Method method) throws Exception {
        try {
            return method.invoke(null);
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
            throw e;
        }
    }

    /** Returns a result once. */
    @Nullable
    Object take(String key) {
        var value = results.remove(key);
        return NULL.equals(value) ? null : value;
    }

    /** Returns once what the last code that failed has thrown, as it was thrown. */
    @Nullable
    Throwable takeThrown() {
        var taken = thrown;
        thrown = null;
        return taken;
    }

    /** Stops the code that runs; without one, nothing. Any thread may call it. */
    void interrupt() {
        var thread = main;
        if (running && thread != null) {
            Stop.ask();
            thread.interrupt();
        }
    }

    @Override
    public void stop() {
        interrupt();
    }

    @Override
    public void close() {
        runner.shutdownNow();
        super.close();
    }
}
