package asynclab;

import java.lang.StackWalker.StackFrame;
import java.time.Duration;

/**
 * The right to one of a {@link Pool}'s resources until it is closed.
 *
 * {@snippet :
 * try (var lease = pool.acquire(ofSeconds(1))) {
 *     lease.get().ask(question);
 * }
 * }
 *
 * <p>Remembers who took it, when and where, so that the pool can say what was never given back. Safe for any thread,
 * though the resource itself may not be.
 *
 * @param <R> what is lent
 */
public final class Lease<R extends AutoCloseable> implements AutoCloseable {
    // Set at the making, never changed.
    private final Pool<R> pool;
    private final Place<R> place;
    private final R resource;
    private final long since;
    private final String borrower = Thread.currentThread().getName();
    private final String where = caller();

    private boolean broken; // guarded by this
    private boolean over; // guarded by this

    Lease(Pool<R> pool, Place<R> place, R resource, long since) {
        this.pool = pool;
        this.place = place;
        this.resource = resource;
        this.since = since;
    }

    /**
     * The resource.
     *
     * @throws IllegalStateException if it was given back: somebody else may have it now
     */
    public synchronized R get() {
        requireNotOver("get()");
        return resource;
    }

    /**
     * Says that the resource is not to be lent again, for it broke: the pool closes it when the lease ends, and opens
     * another one in its place.
     *
     * @throws IllegalStateException if it was given back
     */
    public synchronized void discard() {
        requireNotOver("discard()");
        broken = true;
    }

    /** Gives the resource back. Does not wait; does nothing the second time. */
    @Override
    public void close() {
        boolean wasBroken;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            wasBroken = broken;
        }
        pool.giveBack(this, place, wasBroken);
    }

    /** Who has it, for how long, and where it was taken. */
    @Override
    public String toString() {
        return "lease " + words(since);
    }

    long since() {
        return since;
    }

    /** {@code by task 'a' for 2 s, at Crawl.java:12}. */
    String words(long now) {
        return "by " + (borrower.isEmpty() ? "an unnamed thread" : "'" + borrower + "'") + " for "
                + Words.seconds(Duration.ofNanos(now - since)) + where;
    }

    private void requireNotOver(String what) {
        if (over) {
            throw new IllegalStateException(what + " on a lease that was closed" + where
                    + ". Use a resource inside the try block, or the with(...), that took it");
        }
    }

    /** The first frame that is neither this class nor the pool: the line to look at. */
    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(Lease::isOutside).findFirst())
                .map(frame -> ", at " + frame.toStackTraceElement())
                .orElse("");
    }

    private static boolean isOutside(StackFrame frame) {
        var name = frame.getClassName();
        return !name.equals(Lease.class.getName()) && !name.equals(Pool.class.getName());
    }
}
