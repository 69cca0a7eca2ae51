package asynclab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lends a few costly things, connections for the most part, to many tasks: never more than its size are open, each
 * serves one task at a time, and every one comes back.
 *
 * {@snippet :
 * try (var pool = Pool.of(3, Connection::open)) {
 *     String row = pool.with(connection -> connection.ask(question));
 * }
 * }
 *
 * <p><b>How it works.</b> A queue holds as many places as the pool is large. In a place stands an open resource, or
 * nothing yet. Who takes a place from the queue has the right to what stands in it, opens it if need be, and puts the place
 * back. As there are no other places, there can be no more resources; and who finds the queue empty waits. The queue is
 * fair: who came first is served first.
 *
 * <p>A resource is opened when it is first needed. It is closed, and its place left empty for a new one, when the work
 * with it failed or {@link Lease#discard} was called, as nobody knows in which state that left it. With a check, the check
 * decides: it is asked after a failure, and each time before a resource is lent, as one that lies idle may break too.
 *
 * <p>Safe for any thread. Virtual threads need a pool as much as others do: not for the threads, but for what is at the
 * other end.
 *
 * @param <R> what is lent
 */
public final class Pool<R extends AutoCloseable> implements AutoCloseable {
    /** What is done with a resource, and what that gives. */
    @FunctionalInterface
    public interface Use<R, T extends @Nullable Object> {
        /** Does it. */
        T with(R resource) throws Exception;
    }

    // Set at the making, never changed.
    private final int size;
    private final Callable<? extends R> open;
    private final @Nullable Predicate<? super R> check;
    private final Ticker ticker;

    // Any thread.
    private final BlockingQueue<Place<R>> free;
    private final Set<Lease<R>> leases = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Pool(int size, Callable<? extends R> open, @Nullable Predicate<? super R> check, Ticker ticker) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be >= 1 resource, got " + size);
        }
        this.size = size;
        this.open = open;
        this.check = check;
        this.ticker = ticker;
        this.free = new ArrayBlockingQueue<>(size + 1, true); // one more for close(), see there
        for (int i = 0; i < size; i++) {
            free.add(new Place<>());
        }
    }

    /**
     * A pool that opens up to {@code size} resources and replaces each that the work with it failed on.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public static <R extends AutoCloseable> Pool<R> of(int size, Callable<? extends R> open) {
        return new Pool<>(size, open, null, Ticker.system());
    }

    /**
     * A pool that replaces the resources that {@code isSound} says no to. It is asked in the borrower's thread, and if it
     * throws, that is a no.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public static <R extends AutoCloseable> Pool<R> of(
            int size, Callable<? extends R> open, Predicate<? super R> isSound) {
        return new Pool<>(size, open, isSound, Ticker.system());
    }

    static <R extends AutoCloseable> Pool<R> of(
            int size, Callable<? extends R> open, @Nullable Predicate<? super R> isSound, Ticker ticker) {
        return new Pool<>(size, open, isSound, ticker);
    }

    /**
     * Does something with a resource and takes it back, whatever happens. Waits for one without a limit.
     *
     * @throws InterruptedException if the current thread is interrupted while it waits, or the work throws it
     * @throws IllegalStateException if the pool is closed, before or while this waits
     * @throws Exception what opening a resource throws, or the work itself
     */
    public <T extends @Nullable Object> T with(Use<? super R, T> use) throws Exception {
        try (var lease = acquire()) {
            try {
                return use.with(lease.get());
            } catch (Throwable failure) {
                if (check == null || !Place.agrees(check, lease.get())) {
                    lease.discard();
                }
                throw failure;
            }
        }
    }

    /**
     * Takes a resource, waiting for one without a limit. Give it back by closing the lease, in {@code try (...)}.
     *
     * @throws InterruptedException if the current thread is interrupted while it waits; nothing is taken
     * @throws IllegalStateException if the pool is closed, before or while this waits
     * @throws Exception what opening a resource throws
     */
    public Lease<R> acquire() throws Exception {
        return lend(free.take());
    }

    /**
     * Takes a resource, waiting for one at most so long. As {@link #acquire()} otherwise.
     *
     * @throws TimeoutException if none became free in time; the message says who has them, for how long and from where
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Lease<R> acquire(Duration timeout) throws Exception {
        var place = ticker.poll(free, Deadline.in(timeout, ticker).remaining().toNanos());
        if (place == null) {
            throw new TimeoutException("no resource became free within " + Words.seconds(timeout) + ": " + this
                    + ". Give each back in a finally or by try (...), use with(...), or make the pool larger");
        }
        return lend(place);
    }

    /** The most resources that can be open at once. */
    public int size() {
        return size;
    }

    /** How many are lent now. */
    public int inUse() {
        return leases.size();
    }

    /**
     * Closes the resources, the newest first. Those who wait for one, or come later, get an {@link IllegalStateException}.
     * Waits for nothing; does nothing the second time.
     *
     * @throws IllegalStateException if resources were still lent, with the words of {@link #toString}: each is closed when
     *     it is given back; or if closing one failed: the others are closed nevertheless
     */
    @Override
    public void close() {
        var idle = new ArrayList<Place<R>>();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true; // what comes back from now on is closed by who brings it
            free.drainTo(idle);
        }
        idle.sort(Place.newestFirst());
        var failures = new ArrayList<Exception>();
        for (var place : idle) {
            place.empty().ifPresent(failures::add);
            free.add(place);
        }
        // One place more, which goes from hand to hand among those who wait: none of them waits for a lease to end.
        free.add(new Place<>());
        if (!leases.isEmpty() || !failures.isEmpty()) {
            var misuse = new IllegalStateException(
                    leases.isEmpty()
                            ? "closed, but " + failures.size() + " of " + size + " resources did not close"
                            : "closed while lent out: " + this + ". Close a pool after the tasks that use it");
            failures.forEach(misuse::addSuppressed);
            throw misuse;
        }
    }

    /** How many are lent, and to whom, for how long and from where: {@code 1 of 3 in use: by task 'a' for 2 s, at X.java:12}. */
    @Override
    public String toString() {
        var now = ticker.nanos();
        var lent =
                leases.stream().sorted(Comparator.comparingLong(Lease::since)).toList();
        return lent.size() + " of " + size + " in use" + (lent.isEmpty() ? "" : ": ")
                + lent.stream().map(lease -> lease.words(now)).collect(Collectors.joining(", "));
    }

    /** Opens what is not open, in the borrower's thread: one slow opening holds up nobody else. */
    private Lease<R> lend(Place<R> place) throws Exception {
        boolean lent = false;
        try {
            if (closed) {
                throw new IllegalStateException("the pool is closed. Use it inside the try block that opened it");
            }
            var lease = new Lease<>(this, place, place.filled(open, check), ticker.nanos());
            leases.add(lease);
            lent = true;
            return lease;
        } finally {
            if (!lent) {
                free.add(place); // nothing is lost: the next one tries again
            }
        }
    }

    /** By a lease, once. */
    void giveBack(Lease<R> lease, Place<R> place, boolean broken) {
        if (broken) {
            place.empty();
        }
        synchronized (this) { // close() either finds this place in the queue, or has been seen here
            leases.remove(lease);
            if (!closed) {
                free.add(place);
                return;
            }
        }
        place.empty();
        free.add(place);
    }
}
