package asynclab.web;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Permits that fill up at a rate, to a burst: what decides between an answer and a 429. It never waits; it says how
 * long the caller would have to.
 *
 * <p>Safe for any thread.
 */
final class Bucket {
    private final long interval; // nanoseconds between two permits
    private final long lead; // how far ahead of the steady schedule a burst may run
    private final LongSupplier nanos;
    private long due; // guarded by this: when the next permit falls due on the steady schedule

    Bucket(Faults.Rate rate, LongSupplier nanos) {
        this.interval = Math.max(1, Math.round(1e9 / rate.perSecond()));
        this.lead = Math.multiplyExact(interval, rate.burst() - 1L);
        this.nanos = nanos;
        this.due = nanos.getAsLong();
    }

    /** Takes a permit if one is due and returns zero; else takes none and returns the time until one is. */
    synchronized Duration take() {
        long now = nanos.getAsLong();
        // Differences only: nanoTime may be negative and may wrap.
        if (now - due > 0) {
            due = now; // idle time beyond the burst is forfeited, not saved up
        }
        long early = due - lead - now;
        if (early > 0) {
            return Duration.ofNanos(early);
        }
        due += interval;
        return Duration.ZERO;
    }
}
