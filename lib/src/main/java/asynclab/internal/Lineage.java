package asynclab.internal;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Learns which threads descend from the thread of a recorded body, so that a timeline shows those and no others: not the
 * practice web's, not the kernel's. The recorder tells a platform thread's parent but no virtual thread's.
 *
 * <p>How: an inheritable thread local asks for the child's value while the parent is inside the child's constructor, right
 * after the child took its number. The number itself is not to be had there, but numbers are given out in order, so that of
 * a throwaway thread made at this moment is the next one. A stranger may take a number in between; {@link Lives} then decides
 * by when the candidates began, as a child begins after its birth. Two of the body's threads that construct at once may swap parents. Rejected: tracing {@code VirtualThread.start}, whose event does not
 * name the child, costs a stack walk for each thread, and guesses wrong whenever two threads start children at once.
 *
 * <p>A thread that inherits no thread locals is found only if it is a platform thread, by what the recorder says.
 */
final class Lineage {
    private static final Current CURRENT = new Current();
    private static final ThreadFactory PROBE =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private final @Nullable Lineage outer;
    private final Queue<Birth> births = new ConcurrentLinkedQueue<>();

    /** Written by the recording thread when its body is over, read by every thread that starts another. */
    private volatile boolean open = true;

    private Lineage(@Nullable Lineage outer) {
        this.outer = outer;
    }

    /**
     * A thread was made by {@code parent}; its number is the highest below {@code before} that was not somebody else's.
     *
     * @param nanos by {@code System.nanoTime}, or since the body's start
     */
    record Birth(long parent, long before, long nanos) {
        Birth since(long start) {
            return new Birth(parent, before, nanos - start);
        }
    }

    /** The calling thread becomes the ancestor. A lineage begun inside another tells the outer one too. */
    static Lineage begin() {
        var lineage = new Lineage(CURRENT.get());
        CURRENT.set(lineage);
        return lineage;
    }

    /** Ends the descent of a body that began at {@code start}; to be called by the thread that began it. */
    List<Birth> end(long start) {
        open = false;
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        var all = births.stream().map(b -> b.since(start)).toList();
        births.clear(); // a pool's threads may hold on to this object for as long as they live
        return all;
    }

    /** Runs {@code action}; threads it starts are not the body's. For what the library itself starts behind a learner's back. */
    static void outside(Runnable action) {
        var mine = CURRENT.get();
        CURRENT.remove();
        try {
            action.run();
        } finally {
            if (mine != null) {
                CURRENT.set(mine);
            }
        }
    }

    private void note(Birth birth) {
        if (open) {
            births.add(birth);
        }
        if (outer != null) {
            outer.note(birth);
        }
    }

    private boolean wanted() {
        return open || (outer != null && outer.wanted());
    }

    private static final class Current extends InheritableThreadLocal<@Nullable Lineage> {
        @Override
        protected @Nullable Lineage childValue(@Nullable Lineage mine) {
            if (mine == null || !mine.wanted()) {
                return null;
            }
            long before = PROBE.newThread(() -> {}).threadId();
            mine.note(new Birth(Thread.currentThread().threadId(), before, System.nanoTime()));
            return mine;
        }
    }
}
