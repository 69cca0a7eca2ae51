package asynclab.crawl;

import asynclab.internal.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What a crawl counts while it runs.
 *
 * <p>Safe for any thread.
 */
final class Statistics {
    /** A broad crawl meets more hosts than fit: the times of later ones count in the sum only. */
    private static final int MOST_HOSTS = 200;

    private final LongSupplier nanoTime;
    private final long start;

    // Guarded by this.
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<Dropped, Long> dropped = new EnumMap<>(Dropped.class);
    private final Map<String, Distribution> hosts = new HashMap<>();
    private final Distribution all = new Distribution("all hosts");
    private long pages;
    private long bytes;
    private long retries;

    Statistics(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    synchronized void add(Visit visit) {
        outcomes.merge(visit.outcome().word(), 1L, Long::sum);
        bytes += visit.bytes();
        if (visit.outcome() instanceof Outcome.Page) {
            pages++;
        }
        if (visit.wasAsked()) {
            boolean good =
                    visit.outcome().statusCode().map(status -> status < 400).orElse(false);
            all.add(visit.took().toNanos(), good);
            String host = visit.link().host();
            if (hosts.containsKey(host) || hosts.size() < MOST_HOSTS) {
                hosts.computeIfAbsent(host, Distribution::new).add(visit.took().toNanos(), good);
            }
        }
    }

    synchronized void dropped(Dropped reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    synchronized void retried() {
        retries++;
    }

    /** How long the crawl has run. */
    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /** How long it will go on at this pace, if it can be told: no more pages than are left to fetch, or than are known. */
    synchronized Optional<Duration> left(long waiting, long pagesLeft) {
        if (pages < 10) {
            return Optional.empty();
        }
        long most = Math.min(waiting, pagesLeft);
        return Optional.of(elapsed().dividedBy(pages).multipliedBy(most));
    }

    synchronized CrawlReport.Numbers numbers(Counts counts) {
        var times = new ArrayList<Distribution>();
        hosts.values().forEach(host -> times.add(host.copy()));
        return new CrawlReport.Numbers(
                Map.copyOf(outcomes),
                Map.copyOf(dropped),
                retries,
                bytes,
                elapsed(),
                counts,
                all.copy(),
                List.copyOf(times));
    }
}
