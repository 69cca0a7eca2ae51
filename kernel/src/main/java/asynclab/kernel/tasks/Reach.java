package asynclab.kernel.tasks;

import asynclab.kernel.output.Cells;
import asynclab.kernel.stop.Interrupts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;

/**
 * Whom an interrupt of the running cell reaches: its tasks, and the workers of pools, also of other cells' pools and the
 * common one, that have been given something to do since the cell began. What they did before is another cell's work.
 */
public final class Reach implements Interrupts.Threads {
    private final Cells cells;
    private final Tasks tasks;
    private volatile Set<Thread> busyBefore = Set.of(); // set by the shell's thread

    Reach(Cells cells, Tasks tasks) {
        this.cells = cells;
        this.tasks = tasks;
    }

    @Override
    public void begin() {
        busyBefore = Set.copyOf(Tasks.busyWorkers());
    }

    @Override
    public Collection<Thread> running() {
        var threads = new ArrayList<>(Tasks.sorted(tasks.of(cells.current())).running());
        for (var worker : Tasks.busyWorkers()) {
            if (!threads.contains(worker) && !busyBefore.contains(worker)) {
                threads.add(worker);
            }
        }
        return threads;
    }

    @Override
    public boolean includes(Thread calling) {
        return cells.mine().equals(cells.current()) && !busyBefore.contains(calling);
    }
}
