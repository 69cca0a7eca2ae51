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
 * part is full, what runs is stopped. Of the rest, one half is for the program's last steps. A program can be quicker than
 * the thread that watches, on a busy machine above all; so the other half is occupied as soon as a program is large, and
 * given back when the heap is full: what a program cannot have, the kernel has. Safe for any thread.
 */
public final class Memory {
    /** Of the heap, {@value #LEARNERS} parts are the learner's: 512 MB of the 640 that the launcher gives the JVM. */
    private static final long PARTS = 20;

    private static final long LEARNERS = 16;
    private static final long RESERVE = 2;

    /** From this part of the learner's part on a program is large. Smaller ones are not to pay for a reserve. */
    private static final double LARGE = 0.4;

    private static final long MEGABYTE = 1 << 20;
    private static final Duration WITHOUT_NEWS = Duration.ofMillis(200);

    private final Runtime runtime = Runtime.getRuntime();
    private final long learners = runtime.maxMemory() / PARTS * LEARNERS;
    private final Runnable stop;
    private volatile byte @Nullable [] reserve; // given back by any thread that finds the heap full
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
            stop.run(); // the reserve stays: the program runs on for some time, and would use it up
            return;
        }
        if (used < learners) {
            alarm = learners;
        }
        if (used >= learners * LARGE) {
            restore();
        } else if (used < learners * LARGE / 2) {
            release();
        }
    }

    /** What is in use beside the reserve, garbage that was not collected among it. */
    private long used() {
        var held = reserve;
        return runtime.totalMemory() - runtime.freeMemory() - (held == null ? 0 : held.length);
    }

    /** Gives the reserve to the kernel, when the program has met the end of the heap and has ended. */
    public void release() {
        reserve = null;
    }

    /** Gives the reserve to the kernel if what has ended some code comes from a full heap. Returns the failure. */
    public Throwable noted(Throwable failure) {
        if (isLacking(failure) || used() >= learners) {
            release();
        }
        return failure;
    }

    /** Takes the reserve back, if it can be had. */
    public synchronized void restore() {
        long size = runtime.maxMemory() / PARTS * RESERVE;
        if (reserve == null && used() >= learners * LARGE && used() + size < learners) {
            try {
                reserve = new byte[Math.toIntExact(Math.min(size, Integer.MAX_VALUE / 2))];
            } catch (OutOfMemoryError e) {
                // the program was quicker
            }
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
