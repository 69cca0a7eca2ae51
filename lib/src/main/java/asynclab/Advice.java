package asynclab;

import java.time.Duration;

/**
 * Whether work that failed may be done again, and not before when. A failure that knows gives its own by being
 * {@link Given}; so {@link Retry} hears of a {@code 503} and its {@code Retry-After} without knowing HTTP.
 *
 * {@snippet :
 * class Busy extends IOException implements Advice.Given {
 *     public Advice advice() {
 *         return Advice.againAfter(ofSeconds(2));
 *     }
 * }
 * }
 *
 * <p>Immutable.
 *
 * @param repeat whether another attempt may help and does no harm
 * @param notBefore the least time until then; at most a hundred years, and longer counts as that
 */
public record Advice(boolean repeat, Duration notBefore) {
    private static final Duration MOST = Duration.ofDays(36_525);

    /** A failure that knows whether its work may be repeated. */
    public interface Given {
        /** What it knows. */
        Advice advice();
    }

    public Advice {
        if (notBefore.isNegative()) {
            throw new IllegalArgumentException(
                    "the wait before another attempt must be 0 s or more, got " + Words.seconds(notBefore));
        }
        notBefore = notBefore.compareTo(MOST) < 0 ? notBefore : MOST;
    }

    /** Not again: it would fail again, or it may have been done and must not be done twice. */
    public static Advice stop() {
        return new Advice(false, Duration.ZERO);
    }

    /** Again, after the usual backoff. */
    public static Advice again() {
        return new Advice(true, Duration.ZERO);
    }

    /**
     * Again, but not before so much time has passed, as {@code Retry-After} has it; see {@link RetryAfter}.
     *
     * @throws IllegalArgumentException if the wait is negative
     */
    public static Advice againAfter(Duration wait) {
        return new Advice(true, wait);
    }
}
