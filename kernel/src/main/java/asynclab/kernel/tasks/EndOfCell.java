package asynclab.kernel.tasks;

import asynclab.internal.Texts;
import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Outbox;
import asynclab.kernel.output.Quiet;
import asynclab.kernel.tasks.Tasks.Left;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;

/** What happens when a cell's code has ended and its tasks may not have. Only for the shell's thread, but for {@link #hurry}. */
final class EndOfCell {
    /** A thread that is about to end is not worth a word. */
    private static final int LOOKS = 3;

    private static final long BETWEEN_LOOKS = Duration.ofMillis(4).toNanos();

    private final Tasks tasks;
    private final Outbox outbox;
    private final Afterwards afterwards;
    private volatile boolean hurry; // set by the control thread

    EndOfCell(Tasks tasks, Outbox outbox) {
        this.tasks = tasks;
        this.outbox = outbox;
        this.afterwards = new Afterwards(tasks, outbox);
    }

    /** Tells what the cell has left running, after waiting for it that long at most. */
    void of(Cell cell, Duration limit) {
        hurry = false;
        var left = lasting(cell);
        if (left.isNone()) {
            return;
        }
        if (limit.isZero() || left.running().isEmpty()) {
            tell(cell, left(left, cell.number()), left.running());
            return;
        }
        long start = System.nanoTime();
        int before = left.running().size();
        while (!left.running().isEmpty() && !hurry && System.nanoTime() - start < limit.toNanos()) {
            LockSupport.parkNanos(this, BETWEEN_LOOKS);
            left = Tasks.sorted(tasks.of(cell));
        }
        tell(cell, waited(before, left, Duration.ofNanos(System.nanoTime() - start), cell.number()), List.of());
    }

    void hurry() {
        hurry = true;
    }

    private void tell(Cell cell, String text, List<Thread> running) {
        var id = UUID.randomUUID().toString();
        outbox.publish(cell, new PublishDisplayData(Quiet.note(text, id)));
        if (!running.isEmpty()) {
            afterwards.watch(cell, id, running);
        }
    }

    /** What was there at each of some looks. */
    private Left lasting(Cell cell) {
        var there = tasks.of(cell);
        for (int look = 1; look < LOOKS && !there.isEmpty(); look++) {
            LockSupport.parkNanos(this, BETWEEN_LOOKS);
            there = there.stream().filter(Thread::isAlive).toList();
        }
        return Tasks.sorted(there);
    }

    static String left(Left left, int cell) {
        var running = left.running().isEmpty()
                ? ""
                : "%s of this cell %s still running: %s · `%%tasks`, `%%stop %d`"
                        .formatted(
                                counted(left.running()),
                                left.running().size() == 1 ? "is" : "are",
                                Tasks.names(left.running()),
                                cell);
        return running + (running.isEmpty() || left.idle().isEmpty() ? "" : " · ") + idle(left.idle());
    }

    static String waited(int before, Left left, Duration time, int cell) {
        var waited =
                "Waited %s for %s of this cell, as nothing shows what comes after the cell's end in a run without a browser"
                        .formatted(Texts.span(time), Texts.counted(before, "task", "tasks"));
        return left.running().isEmpty()
                ? waited + (left.idle().isEmpty() ? "" : " · " + idle(left.idle()))
                : waited + ". " + left(left, cell) + " · `" + Patience.VARIABLE + "=60` waits up to a minute";
    }

    private static String idle(List<Thread> idle) {
        return idle.isEmpty()
                ? ""
                : Texts.counted(idle.size(), "idle pool thread", "idle pool threads") + " left: close the executor";
    }

    private static String counted(List<Thread> threads) {
        return Texts.counted(threads.size(), "task", "tasks");
    }
}
