package asynclab;

import asynclab.internal.Distribution;
import asynclab.internal.TimingsPicture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How long pieces of work took, by name: how many, how many failed, and how the times spread.
 *
 * {@snippet :
 * var timings = Timings.named("downloads");
 * String page = timings.timed("fetch", () -> fetch(url));
 * timings.of("fetch").ifPresent(fetch -> IO.println(fetch.p99()));
 * }
 *
 * <p>Times are kept with three significant digits (HdrHistogram), the smallest, the largest and the sum exactly; a million
 * of them take no more room than a thousand. A percentile says how long the fastest so many percent took at most: p50 is
 * the median. Looked at, it is a table and a picture of the spread.
 *
 * <p>Safe for any thread. An interrupt while work is timed is the work's own affair: what it throws counts as a failure
 * and is thrown on.
 */
public final class Timings implements Showable {
    /**
     * What is known about the times of one name.
     *
     * @param total all times added up, as if the work had been done one piece after the other
     * @param p50 half of the times are at most this long
     * @param p90 nine of ten
     * @param p99 99 of 100
     */
    public record Summary(
            String name,
            long successes,
            long failures,
            Duration total,
            Duration min,
            Duration mean,
            Duration p50,
            Duration p90,
            Duration p99,
            Duration max) {
        /** Successes and failures. */
        public long count() {
            return successes + failures;
        }
    }

    private final String title;
    private final Ticker ticker;

    // Any thread, guarded by itself; in the order of the first time of each name.
    private final Map<String, Distribution> distributions = new LinkedHashMap<>();

    private Timings(String title, Ticker ticker) {
        this.title = title;
        this.ticker = ticker;
    }

    /** An empty collection of times; the title stands above the table and the picture. */
    public static Timings named(String title) {
        return named(title, Ticker.system());
    }

    static Timings named(String title, Ticker ticker) {
        return new Timings(title, ticker);
    }

    /**
     * Does the work, records how long it took, and returns what it gave.
     *
     * @throws Exception what the work throws; the time is recorded nevertheless, as a failure
     */
    public <T extends @Nullable Object> T timed(String name, Callable<T> work) throws Exception {
        long start = ticker.nanos();
        boolean succeeded = false;
        try {
            var value = work.call();
            succeeded = true;
            return value;
        } finally {
            add(name, ticker.nanos() - start, succeeded);
        }
    }

    /** Does work that gives nothing. As {@link #timed(String, Callable)} otherwise. */
    public void timed(String name, Action work) throws Exception {
        this.<@Nullable Object>timed(name, () -> {
            work.run();
            return null;
        });
    }

    /** The times of one name; empty if there is none yet. */
    public Optional<Summary> of(String name) {
        return copies().stream()
                .filter(copy -> copy.name().equals(name))
                .findFirst()
                .map(Timings::summary);
    }

    /** The times of all names together; empty if there is none yet. */
    public Optional<Summary> overall() {
        return Distribution.sum("all", copies()).map(Timings::summary);
    }

    /** The times of each name, in the order of the names' first times. */
    public List<Summary> summaries() {
        return copies().stream().map(Timings::summary).toList();
    }

    /** The table and the picture as they are now. */
    @Override
    public Picture picture() {
        return TimingsPicture.of(title, copies());
    }

    /** The table as text. */
    @Override
    public String toString() {
        return TimingsPicture.text(title, copies());
    }

    void add(String name, long nanos, boolean succeeded) {
        // A lock and not a concurrent histogram: it is held for less than a microsecond, and a summary taken
        // meanwhile is of one moment, so that its successes, its failures and its percentiles agree.
        synchronized (distributions) {
            distributions.computeIfAbsent(name, Distribution::new).add(nanos, succeeded);
        }
    }

    private List<Distribution> copies() {
        synchronized (distributions) {
            return distributions.values().stream().map(Distribution::copy).toList();
        }
    }

    private static Summary summary(Distribution of) {
        return new Summary(
                of.name(),
                of.successes(),
                of.failures(),
                of.total(),
                of.min(),
                of.mean(),
                of.percentile(50),
                of.percentile(90),
                of.percentile(99),
                of.max());
    }
}
