package asynclab;

import java.time.Duration;

/**
 * A point in time by which work must be done. Made once, from a timeout, and handed down: three calls that share a
 * deadline share the time, where three timeouts of a second each may take three.
 *
 * {@snippet :
 * var deadline = Deadline.in(ofSeconds(2));
 * try (var scope = TaskScope.until(deadline)) { ... }
 * request.timeout(deadline.remaining());
 * }
 *
 * <p>Measured with {@link System#nanoTime}, so a change of the wall clock does not move it. At most 146 years ahead;
 * anything longer counts as that. Immutable.
 */
public final class Deadline {
    /** Half of a long's nanoseconds: differences to any moment of the clock then never overflow. */
    private static final long FARTHEST = Long.MAX_VALUE / 2;

    private static final Deadline NONE = new Deadline(Ticker.system(), Duration.ofNanos(FARTHEST), 0, true);

    private final Ticker ticker;
    private final Duration timeout;
    private final long at;
    private final boolean none;

    private Deadline(Ticker ticker, Duration timeout, long at, boolean none) {
        this.ticker = ticker;
        this.timeout = timeout;
        this.at = at;
        this.none = none;
    }

    /**
     * The deadline {@code timeout} from now. Zero has passed at once.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public static Deadline in(Duration timeout) {
        return in(timeout, Ticker.system());
    }

    static Deadline in(Duration timeout, Ticker ticker) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be 0 s or more, got " + Words.seconds(timeout));
        }
        long nanos = timeout.compareTo(Duration.ofNanos(FARTHEST)) < 0 ? timeout.toNanos() : FARTHEST;
        return new Deadline(ticker, timeout, ticker.nanos() + nanos, false);
    }

    /** No deadline: it never passes. */
    public static Deadline none() {
        return NONE;
    }

    /** Whether this is {@link #none()}. */
    public boolean isNone() {
        return none;
    }

    /**
     * The time left: zero once it has passed, and for {@link #none()} 146 years, so that it fits every method that takes
     * a timeout.
     */
    public Duration remaining() {
        return Duration.ofNanos(none ? FARTHEST : Math.max(0, at - ticker.nanos()));
    }

    /** Whether no time is left. */
    public boolean isPassed() {
        return !none && at - ticker.nanos() <= 0;
    }

    /** Whichever of the two comes first; this one if they are equal. */
    public Deadline earlierOf(Deadline other) {
        if (none || other.none) {
            return none ? other : this;
        }
        // By time left and not by position: the two may stand on different clocks.
        return other.at - other.ticker.nanos() < at - ticker.nanos() ? other : this;
    }

    Ticker ticker() {
        return ticker;
    }

    /** The timeout it was made from, for messages: what the caller asked for, whenever the scope came to be opened. */
    Duration timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return none ? "no deadline" : isPassed() ? "deadline passed" : "deadline in " + Words.seconds(remaining());
    }
}
