package asynclab.crawl;

import java.time.Duration;

/**
 * How a crawl treats a host. Starts from {@link #usual()}; each {@code withX} gives a changed copy.
 *
 * <p>What robots.txt asks for is obeyed beyond this: a crawl delay makes the gap longer, never shorter, and so do slow
 * answers.
 *
 * <p>Immutable.
 *
 * @param perHost how many fetches from one host may be under way at once; 1 unless changed
 * @param gap the least time from the end of a fetch to the start of the next one from the same host; 1 s unless changed
 * @param attempts how often a URL is asked for before a passing trouble counts; 3 unless changed
 * @param retry the wait before the second attempt is a random part of this, doubled for each later one; 1 s unless changed
 * @param block how long a host is left alone after it answered 429 or 503 without saying for how long, doubled each
 *     time; 5 s unless changed
 * @param failures after so many failures in a row the rest of a host is given up; 5 unless changed
 * @param robots how long robots.txt may take; 10 s unless changed
 */
public record Politeness(
        int perHost, Duration gap, int attempts, Duration retry, Duration block, int failures, Duration robots) {
    /** A crawl delay above this has its host skipped: the crawl would not come to an end. */
    static final Duration LONGEST_CRAWL_DELAY = Duration.ofSeconds(60);

    private static final Politeness USUAL = new Politeness(
            1, Duration.ofSeconds(1), 3, Duration.ofSeconds(1), Duration.ofSeconds(5), 5, Duration.ofSeconds(10));
    private static final Politeness LOCAL = new Politeness(
            1, Duration.ZERO, 3, Duration.ofMillis(20), Duration.ofMillis(100), 20, Duration.ofSeconds(10));

    /** Checks that numbers are at least 1 and times not negative. */
    public Politeness {
        if (perHost < 1 || attempts < 1 || failures < 1) {
            throw new IllegalArgumentException("per host, attempts and failures must be >= 1, got " + perHost + ", "
                    + attempts + " and " + failures);
        }
        if (gap.isNegative() || !retry.isPositive() || !block.isPositive() || !robots.isPositive()) {
            throw new IllegalArgumentException("the gap must be >= PT0S and the other times longer, got " + gap + ", "
                    + retry + ", " + block + " and " + robots);
        }
    }

    /** One fetch at a time, a gap of 1 s, 3 attempts. */
    public static Politeness usual() {
        return USUAL;
    }

    /** For a host on this machine: no gap, short waits, 20 failures. robots.txt is obeyed all the same. */
    public static Politeness local() {
        return LOCAL;
    }

    /** Another gap. */
    public Politeness withGap(Duration other) {
        return new Politeness(perHost, other, attempts, retry, block, failures, robots);
    }

    /** So many fetches from one host at once. On a host that is not yours, one is polite. */
    public Politeness withPerHost(int atOnce) {
        return new Politeness(atOnce, gap, attempts, retry, block, failures, robots);
    }

    /** So many attempts, with a first wait of up to {@code wait} between them. */
    public Politeness withAttempts(int most, Duration wait) {
        return new Politeness(perHost, gap, most, wait, block, failures, robots);
    }

    /** Another time to leave a host alone that asks for it without a number. */
    public Politeness withBlock(Duration first) {
        return new Politeness(perHost, gap, attempts, retry, first, failures, robots);
    }

    /** The host is given up after so many failures in a row. */
    public Politeness withFailures(int most) {
        return new Politeness(perHost, gap, attempts, retry, block, most, robots);
    }

    /** Another timeout for robots.txt. */
    public Politeness withRobots(Duration timeout) {
        return new Politeness(perHost, gap, attempts, retry, block, failures, timeout);
    }
}
