package asynclab.kernel.stop;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An order to end threads at the next checkpoint that they come by. Each one is ended by a {@link CellStopped}; then it has
 * some time for its {@code finally} blocks, whose loops are left alone; after that every checkpoint throws, so that a loop
 * around a {@code catch (Throwable t)} ends too: the jump back to its start is outside of the {@code try}. Safe for any thread.
 */
final class Stop {
    private record Ended(long since, CellStopped by) {}

    private final Predicate<Thread> whom;
    private final long cleanUp;
    private final LongSupplier clock;
    private final Map<Thread, Ended> ended = new ConcurrentHashMap<>();
    private volatile Thread @Nullable [] only; // set by the stopper's thread

    /**
     * @param whom asked by each thread about itself
     * @param cleanUp how long a thread that was ended is left alone
     * @param clock nanoseconds
     */
    Stop(Predicate<Thread> whom, Duration cleanUp, LongSupplier clock) {
        this.whom = whom;
        this.cleanUp = cleanUp.toNanos();
        this.clock = clock;
    }

    /** Ends the calling thread, if it is one of those. */
    void look(Thread thread) {
        if (!concerns(thread)) {
            return;
        }
        var before = ended.get(thread);
        if (before == null) {
            var stopped = new CellStopped();
            ended.put(thread, new Ended(clock.getAsLong(), stopped));
            throw stopped;
        }
        if (clock.getAsLong() - before.since() >= cleanUp) {
            throw new CellStopped();
        }
    }

    /** Whether it was ended not long ago and may be cleaning up. */
    boolean isCleaningUp(Thread thread) {
        var before = ended.get(thread);
        return before != null && clock.getAsLong() - before.since() < cleanUp;
    }

    /** Returns the threads that it has ended, with the first error of each. */
    Map<Thread, Throwable> ended() {
        var copy = new LinkedHashMap<Thread, Throwable>();
        ended.forEach((thread, how) -> copy.put(thread, how.by()));
        return copy;
    }

    /** Ends only these from now on. */
    void narrow(Collection<Thread> threads) {
        only = threads.toArray(Thread[]::new);
    }

    private boolean concerns(Thread thread) {
        var few = only;
        if (few == null) {
            return whom.test(thread);
        }
        // no set of them, as it may be asked at each turn of another cell's loop
        for (var one : few) {
            if (one.equals(thread)) {
                return true;
            }
        }
        return false;
    }
}
