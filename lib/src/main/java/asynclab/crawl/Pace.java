package asynclab.crawl;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How fast one host is asked, from what it answered. The gap follows the latency of good answers; errors never shorten it,
 * or a host that fails fast would be asked faster and faster. The rule is Scrapy's AutoThrottle's: at once to a longer gap,
 * half-way to a shorter one, and not at all to a shorter one after an error.
 *
 * <p>Safe for any thread.
 */
final class Pace {
    private static final Duration LONGEST_GAP = Duration.ofSeconds(30);
    private static final Duration LONGEST_BLOCK = Duration.ofMinutes(10);
    private static final Duration LONGEST_ASKED = Duration.ofHours(1); // what a host may ask for with Retry-After
    private static final Duration QUIET = Duration.ofMinutes(30); // after which its blocks start small again

    private final Politeness politeness;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;

    // Guarded by this.
    private Duration crawlDelay = Duration.ZERO;
    private Duration gap;
    private int failures;
    private int blocks;
    private long lastBlock;

    Pace(Politeness politeness, LongSupplier nanoTime, DoubleSupplier random) {
        this.politeness = politeness;
        this.nanoTime = nanoTime;
        this.random = random;
        this.gap = politeness.gap();
    }

    /** What robots.txt asks for. */
    synchronized void crawlDelay(Duration delay) {
        crawlDelay = delay;
        gap = longer(gap, least());
    }

    /** The time to leave between two fetches. */
    synchronized Duration gap() {
        return gap;
    }

    /** Whether the host has failed so often in a row that it is given up. */
    synchronized boolean isParked() {
        return failures >= politeness.failures();
    }

    /** The host answered as it should, a 404 included. */
    synchronized void answered(Duration latency, boolean good) {
        failures = 0;
        follow(latency, good);
    }

    /** The host failed: no answer, or one that says that it has trouble. */
    synchronized void failed(Duration latency) {
        failures++;
        follow(latency, false);
    }

    /** How long to leave it alone, as it asked to be. */
    static Duration asked(Duration retryAfter) {
        return shorter(retryAfter, LONGEST_ASKED);
    }

    /** How long to leave it alone when it asked to be without saying how long: doubled each time, a tenth of it random. */
    synchronized Duration block() {
        long now = nanoTime.getAsLong();
        if (blocks > 0 && now - lastBlock > QUIET.toNanos()) {
            blocks = 0;
        }
        lastBlock = now;
        var time = shorter(doubled(politeness.block(), blocks++), LONGEST_BLOCK);
        return time.plusNanos((long) (time.toNanos() * 0.1 * random.getAsDouble()));
    }

    /** The wait before the next attempt, after so many: random between none and all of it, so that retries do not gather. */
    Duration retry(int attempts) {
        var most = shorter(doubled(politeness.retry(), attempts - 1), Duration.ofSeconds(60));
        return Duration.ofNanos((long) (most.toNanos() * random.getAsDouble()));
    }

    private void follow(Duration latency, boolean good) {
        if (politeness.gap().isZero()) {
            gap = crawlDelay; // a host of one's own, which is asked as fast as it answers
            return;
        }
        var half = gap.plus(latency).dividedBy(2);
        var next = longer(latency, half);
        if (good || next.compareTo(gap) > 0) {
            gap = longer(least(), shorter(next, longer(LONGEST_GAP, least())));
        }
    }

    private Duration least() {
        return longer(politeness.gap(), crawlDelay);
    }

    private static Duration doubled(Duration time, int times) {
        return time.multipliedBy(1L << Math.min(times, 20));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
