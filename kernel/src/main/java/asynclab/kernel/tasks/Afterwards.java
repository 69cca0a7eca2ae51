package asynclab.kernel.tasks;

import asynclab.internal.Texts;
import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Outbox;
import asynclab.kernel.output.Quiet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/** Keeps true what the line at a cell's end says: when the tasks have ended too, it says that. */
final class Afterwards {
    private static final long BETWEEN_LOOKS = Duration.ofMillis(250).toNanos();

    /** @param ended when the cell's code ended, by {@code System.nanoTime} */
    private record Note(Cell cell, String id, List<Thread> tasks, long ended) {}

    private final Tasks tasks;
    private final Outbox outbox;
    private final List<Note> notes = new ArrayList<>(); // guarded by this; while there is one, a thread looks after it

    Afterwards(Tasks tasks, Outbox outbox) {
        this.tasks = tasks;
        this.outbox = outbox;
    }

    /** Looks after a line with this display id, which tells of these tasks. */
    synchronized void watch(Cell cell, String id, List<Thread> running) {
        notes.add(new Note(cell, id, running, System.nanoTime()));
        if (notes.size() == 1) {
            Thread.ofPlatform()
                    .name("kernel-tasks")
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .start(this::run);
        }
    }

    private void run() {
        do {
            Thread.interrupted(); // by a learner's program that found this thread; it would keep it from pausing
            LockSupport.parkNanos(this, BETWEEN_LOOKS);
        } while (look());
    }

    /** Says whether there is anything left to look after. */
    private synchronized boolean look() {
        for (Iterator<Note> all = notes.iterator(); all.hasNext(); ) {
            var note = all.next();
            if (note.tasks().stream().noneMatch(Thread::isAlive)
                    && Tasks.sorted(tasks.of(note.cell())).running().isEmpty()) {
                all.remove();
                var text = said(note.tasks(), Duration.ofNanos(System.nanoTime() - note.ended()));
                outbox.publish(note.cell(), new PublishUpdateDisplayData(Quiet.note(text, note.id())));
            }
        }
        return !notes.isEmpty();
    }

    static String said(List<Thread> ended, Duration after) {
        return "%s of this cell ended about %s after it: %s"
                .formatted(Texts.counted(ended.size(), "task", "tasks"), Texts.span(after), Tasks.names(ended));
    }
}
