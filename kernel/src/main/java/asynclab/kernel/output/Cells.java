package asynclab.kernel.output;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Predicate;
import org.dflib.jjava.jupyter.messages.Message;
import org.jspecify.annotations.Nullable;

/**
 * Which cell runs, and which cell a thread belongs to: the one that started it, or that started the thread that did. The
 * workers of a pool serve whoever comes, so they belong to the cell that runs, or ran last, and so does a thread that
 * inherits nothing.
 */
public final class Cells {
    private static final String POOL_WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

    private final ThreadLocal<Boolean> inPool = ThreadLocal.withInitial(Cells::isInPool);
    private final Map<String, Cell> lastRuns = new ConcurrentHashMap<>(); // by the front end's own name for the cell
    private volatile Cell current = new Cell(0, "", null); // set by the shell's thread, read by any
    private volatile @Nullable Thread main; // set by itself, read by any

    /** Makes a cell the running one. */
    public Cell open(int number, String source, Message<?> request) {
        var cell = new Cell(number, source, request);
        Places.of(request).ifPresent(place -> {
            var earlier = lastRuns.put(place, cell);
            if (earlier != null) {
                earlier.isRunAgainAs(cell);
            }
        });
        current = cell;
        return cell;
    }

    /** Returns the cell that runs, or ran last. */
    public Cell current() {
        return current;
    }

    /** Returns the thread that runs the cells' code; null before the first. */
    public @Nullable Thread main() {
        return main;
    }

    /** Returns the calling thread's cell. */
    public Cell mine() {
        var thread = Thread.currentThread();
        // Asked for once for each platform thread, as it takes a walk over the stack.
        var cell = thread.isVirtual() || !inPool.get() ? startedBy(thread) : null;
        return cell == null ? current : cell;
    }

    /** Returns the cell that started the thread, for a pool's worker the one that made the worker. */
    public static Optional<Cell> of(Thread thread) {
        return Optional.ofNullable(startedBy(thread));
    }

    /** Says whether such a cell started the thread; quick, to be asked of a hundred thousand. */
    public static boolean hasStarted(Thread thread, Predicate<Cell> cells) {
        var cell = startedBy(thread);
        return cell != null && cells.test(cell);
    }

    private static @Nullable Cell startedBy(Thread thread) {
        return thread.getContextClassLoader() instanceof CellLoader loader ? loader.cell() : null;
    }

    /** Makes the calling thread, and the threads it will start, belong to the current cell. */
    public void enter() {
        var thread = Thread.currentThread();
        main = thread;
        thread.setContextClassLoader(new CellLoader(current, under(thread.getContextClassLoader())));
    }

    private static ClassLoader under(@Nullable ClassLoader loader) {
        return loader instanceof CellLoader cell
                ? cell.getParent()
                : loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    private static boolean isInPool() {
        return Thread.currentThread() instanceof ForkJoinWorkerThread
                || StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getClassName().equals(POOL_WORKER)));
    }
}
