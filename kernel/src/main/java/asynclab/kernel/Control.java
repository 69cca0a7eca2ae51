package asynclab.kernel;

import asynclab.kernel.output.Cells;
import asynclab.kernel.stop.CellStopped;
import asynclab.kernel.stop.Interrupts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/** Runs what JShell has compiled, on a thread of the learner's own, and keeps what came of it as objects. */
final class Control extends DirectExecutionControl {
    private static final Object NULL = new Object();
    private static final StackTraceElement[] NO_FRAMES = {};

    private final Loader loader;
    private final Cells cells;
    private final Interrupts interrupts;
    private final Consumer<Throwable> failed;
    private final Map<String, Object> results = new ConcurrentHashMap<>();
    private final AtomicLong keys = new AtomicLong();
    private volatile @Nullable Throwable thrown; // set by the shell's thread, read by the evaluator after it

    /** @param failed told at once of what the learner's code has thrown */
    Control(Loader loader, Cells cells, Interrupts interrupts, Consumer<Throwable> failed) {
        super(loader);
        this.loader = loader;
        this.cells = cells;
        this.interrupts = interrupts;
        this.failed = failed;
    }

    @Override
    public void redefine(ClassBytecodes[] classes) throws ClassInstallException, NotImplementedException {
        loader.redefine(classes);
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        loader.refresh(className);
        return super.invoke(className, methodName);
    }

    /** Returns a key for {@link #take} in place of a text. What a magic runs, runs on the thread that it is on. */
    @Override
    protected String invoke(Method method) throws Exception {
        var value = run(method);
        var key = Long.toString(keys.incrementAndGet());
        results.put(key, value == null ? NULL : value);
        return key;
    }

    /**
     * Tells JShell no more than that the code has failed. The rest is told from what was thrown: JShell would follow a ring
     * of causes for ever, and call a learner's own {@code getMessage}.
     */
    @Override
    protected String throwConvertedInvocationException(Throwable cause) throws RunException {
        if (cause instanceof SPIResolutionException unresolved) {
            throw new ResolutionException(unresolved.id(), NO_FRAMES);
        }
        throw new UserException("", cause.getClass().getName(), NO_FRAMES);
    }

    private @Nullable Object run(Method method) throws Exception {
        try {
            return interrupts.call(() -> {
                cells.enter();
                return Stopwatch.count(() -> method.invoke(null));
            });
        } catch (InvocationTargetException e) {
            noteThrown(Objects.requireNonNullElse(e.getCause(), e));
            throw e;
        } catch (CellStopped | OutOfMemoryError e) { // the latter where there was no room for the exception around it
            noteThrown(e);
            throw new InvocationTargetException(e);
        }
    }

    private void noteThrown(Throwable failure) {
        failed.accept(failure);
        thrown = failure;
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

    /** Returns what runs the code, and interrupts it. */
    Interrupts interrupts() {
        return interrupts;
    }

    @Override
    public void stop() {
        interrupts.interrupt();
    }

    @Override
    public void close() {
        interrupts.close();
        super.close();
    }
}
