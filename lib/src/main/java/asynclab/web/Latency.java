package asynclab.web;

import java.time.Duration;

/**
 * How long a site waits before it answers: always the same, evenly spread, or mostly short with a long tail.
 *
 * {@snippet :
 * site.faults(Faults.none().withLatency(Latency.longTail(ofMillis(50), ofSeconds(1))));
 * }
 *
 * <p>Immutable. A wait is a function of a number from 0 to 1, not of a random generator, so a site can say beforehand
 * how long each request will take.
 *
 * @param shape the form of the distribution
 * @param low the wait itself, the shortest wait, or the median
 * @param high the wait itself, the longest wait, or the wait that 1 request in 100 exceeds
 */
public record Latency(Shape shape, Duration low, Duration high) {
    /** The form of a latency distribution. */
    public enum Shape {
        /** Always the same. */
        FIXED,
        /** Every wait between the shortest and the longest is as likely as any other. */
        UNIFORM,
        /** Pareto: half the waits are under the median, a few are very long. */
        LONG_TAIL
    }

    /**
     * A Pareto tail has no longest wait; cutting it at the 1 request in 1,000 keeps a lesson from waiting minutes for
     * one page and leaves the tail that matters.
     */
    private static final double TAIL_CUT = 0.999;

    /** Checks that the waits are in order. */
    public Latency {
        if (low.isNegative()) {
            throw new IllegalArgumentException("a latency must be >= PT0S, got " + low);
        }
        if (high.compareTo(low) < 0) {
            throw new IllegalArgumentException("the longer latency must be >= " + low + ", got " + high);
        }
        if (shape == Shape.LONG_TAIL && (low.isZero() || high.equals(low))) {
            throw new IllegalArgumentException(
                    "a long tail needs 0 < median < 99th percentile, got " + low + " and " + high);
        }
    }

    /** No wait. */
    public static Latency none() {
        return fixed(Duration.ZERO);
    }

    /** Always {@code wait}. */
    public static Latency fixed(Duration wait) {
        return new Latency(Shape.FIXED, wait, wait);
    }

    /** Evenly spread from {@code shortest} to {@code longest}. */
    public static Latency uniform(Duration shortest, Duration longest) {
        return new Latency(Shape.UNIFORM, shortest, longest);
    }

    /**
     * Half the waits under {@code median}, 1 in 100 over {@code p99}. The longest wait is that of 1 request in 1,000.
     */
    public static Latency longTail(Duration median, Duration p99) {
        return new Latency(Shape.LONG_TAIL, median, p99);
    }

    /** The wait that a share {@code u} of all requests stay under; {@code u} from 0 to 1. */
    public Duration at(double u) {
        return switch (shape) {
            case FIXED -> low;
            case UNIFORM -> low.plusNanos(Math.round(u * high.minus(low).toNanos()));
            case LONG_TAIL -> {
                // Pareto by two of its points: 1 - u falls from 1/2 to 1/100, by a factor of 50, between median and
                // p99.
                double exponent = Math.log((double) high.toNanos() / low.toNanos()) / Math.log(50);
                double left = 2 * (1 - Math.min(u, TAIL_CUT));
                yield Duration.ofNanos(Math.round(low.toNanos() * Math.pow(left, -exponent)));
            }
        };
    }
}
