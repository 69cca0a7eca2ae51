package asynclab.kernel.tasks;

import asynclab.internal.Texts;
import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Cells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The threads that cells have started and that have not ended: their tasks. Found by a walk over all threads, which costs
 * a thread nothing while it lives; of 100,000 it takes some 10 ms. Safe for any thread.
 */
public final class Tasks {
    /** Asking a platform thread for its stack stops it for a moment: of so many no one wants to know which are idle. */
    private static final int MOST_ASKED = 1_000;

    /** So many names fit on a line. */
    static final int NAMES = 5;

    private final Cells cells;

    /** The tasks of these cells. */
    public Tasks(Cells cells) {
        this.cells = cells;
    }

    /** The tasks of one cell and of its earlier runs, workers of its pools among them, also idle ones. */
    public List<Thread> of(Cell cell) {
        return where(owner -> owner.latest().equals(cell));
    }

    /** The tasks that such cells have started, the oldest first. */
    List<Thread> where(Predicate<Cell> wanted) {
        var found = new ArrayList<Thread>();
        var main = cells.main();
        JvmThreads.forEach(thread -> {
            if (Cells.hasStarted(thread, wanted) && !thread.equals(main) && !Strangers.include(thread)) {
                found.add(thread);
            }
        });
        found.sort(Comparator.comparingLong(Thread::threadId));
        return found;
    }

    /** The tasks of each cell that has some, the cell with the oldest task first. */
    Map<Cell, List<Thread>> byCell() {
        var tasks = new LinkedHashMap<Cell, List<Thread>>();
        for (var thread : where(_ -> true)) {
            Cells.of(thread)
                    .ifPresent(cell -> tasks.computeIfAbsent(cell.latest(), _ -> new ArrayList<>())
                            .add(thread));
        }
        return tasks;
    }

    /** The workers of all pools, the common one among them, that have something to do. */
    static List<Thread> busyWorkers() {
        return JvmThreads.platform().stream()
                .filter(thread -> thread instanceof ForkJoinWorkerThread
                        || Cells.of(thread).isPresent())
                .filter(thread -> Strangers.isOfCommonPool(thread) || !Strangers.include(thread))
                .limit(MOST_ASKED)
                .filter(Doing::isBusyWorker)
                .toList();
    }

    /**
     * What a cell has left running.
     *
     * @param running tasks that do something, or wait for something
     * @param idle workers of pools without work: somebody forgot to close the pool
     */
    public record Left(List<Thread> running, List<Thread> idle) {
        /** Whether there is nothing. */
        public boolean isNone() {
            return running.isEmpty() && idle.isEmpty();
        }
    }

    /** Sorts out the workers of pools that have nothing to do. */
    static Left sorted(List<Thread> tasks) {
        var running = new ArrayList<Thread>();
        var idle = new ArrayList<Thread>();
        int asked = 0;
        for (var task : tasks) {
            // A virtual thread is no one's worker, but for rare pools, and there may be very many.
            if (!task.isVirtual() && asked++ < MOST_ASKED && Doing.of(task).idle()) {
                idle.add(task);
            } else {
                running.add(task);
            }
        }
        return new Left(running, idle);
    }

    /** What to call a task: the name of its thread, or, as most virtual threads have none, its number. */
    static String name(Thread task) {
        return task.getName().isBlank() ? "#" + task.threadId() : task.getName();
    }

    /** The names of the first few. */
    static String names(List<Thread> tasks) {
        var some = tasks.stream().limit(NAMES).map(Tasks::name).collect(Collectors.joining(", "));
        return tasks.size() <= NAMES ? some : some + " and " + Texts.grouped(tasks.size() - NAMES) + " more";
    }
}
