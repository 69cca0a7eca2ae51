package asynclab.kernel.stop;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches the heap, so that the kernel has room left when a program has used up the learner's part of it: a JVM that is
 * full to the last byte collects garbage for a minute and then fails anywhere, also in the kernel. When the learner's
 * part is full, what runs is stopped. The rest is there for the program's last steps, and for the cells that make room.
 */
public final class Memory {
    /** The part of the heap that is the learner's; the launcher gives the JVM 576 MB. */
    private static final long PARTS = 9;

    private static final long LEARNERS = 8;
    private static final long MEGABYTE = 1 << 20;

    /** What the kernel needs to say its last words. */
    private static final int RESERVE = 2 << 20;

    private static final Duration WITHOUT_NEWS = Duration.ofMillis(200);

    private final Runtime runtime = Runtime.getRuntime();
    private final long learners = runtime.maxMemory() / PARTS * LEARNERS;
    private final Runnable stop;
    private volatile byte @Nullable [] reserve = new byte[RESERVE]; // released by any thread that finds the heap full
    private volatile long alarm = learners; // set by the watching thread

    /** @param stop ends what runs; called on the watching thread, and again when more memory is used nevertheless */
    public Memory(Runnable stop) {
        this.stop = stop;
    }

    /** Starts to watch, on a thread of its own that sleeps until garbage is collected. */
    public void watch() {
        Thread.ofPlatform()
                .name("kernel-memory")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(this::run);
    }

    private void run() {
        var collected = new ReferenceQueue<Object>();
        Reference<?> news = null;
        while (true) {
            try {
                if (news == null) {
                    news = new WeakReference<>(new Object(), collected); // cleared by the next collection
                    collected.remove(WITHOUT_NEWS.toMillis());
                } else {
                    collected.remove();
                }
                news = new WeakReference<>(new Object(), collected);
                look();
            } catch (OutOfMemoryError e) {
                news = null;
            } catch (InterruptedException e) {
                // a learner's program found this thread, which has to go on
            }
        }
    }

    private void look() {
        if (used() >= alarm) {
            System.gc(); // part of it is garbage that was not worth collecting so far
        }
        long used = used();
        if (used >= alarm) {
            alarm = used + (runtime.maxMemory() - used) / 2; // the next cell is to have a chance
            stop.run();
        } else if (used < learners) {
            alarm = learners;
        }
    }

    private long used() {
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Gives the kernel's reserve away: the calling thread has just met the end of the heap. */
    public void release() {
        reserve = null;
    }

    /** Takes the reserve back, if it can be had. */
    public void restore() {
        if (reserve == null && used() + RESERVE < learners) {
            reserve = new byte[RESERVE];
        }
    }

    /** "512 MB". */
    public String size() {
        return learners / MEGABYTE + " MB";
    }

    /** Whether a failure is, or comes from, the lack of memory or of threads. */
    public static boolean isLacking(Throwable failure) {
        return Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause)
                .limit(100) // a chain of causes may be a ring
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    /** Returns what to tell after it, and what to do. */
    public List<String> advice(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        if (message.contains("native thread")) {
            return List.of(
                    "The system gives this program no more platform threads; each takes memory of its own and a place"
                            + " in the system's table. Virtual threads take neither: Thread.ofVirtual().start(...)");
        }
        return advice();
    }

    /** Returns how full the heap is now, and what to do. */
    public List<String> advice() {
        System.gc();
        long used = used();
        var lines = new ArrayList<String>();
        lines.add(
                used < learners / 2
                        ? "The heap of " + size() + " was full. What the cell's code held is free again: "
                                + used / MEGABYTE + " MB are in use."
                        : "The heap of " + size() + " is full: the notebook's variables and tasks hold "
                                + used / MEGABYTE
                                + " MB. Empty what you do not need any more (name = null;) before you go on.");
        lines.add("More of it: start with ASYNCLAB_JVM_OPTS=-Xmx1g");
        return lines;
    }
}
