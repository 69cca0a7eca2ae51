package asynclab.bench;

import asynclab.crawl.CrawlLimits;
import asynclab.crawl.CrawlSettings;
import asynclab.crawl.Crawler;
import asynclab.crawl.JsonLines;
import asynclab.crawl.Politeness;
import asynclab.crawl.StoredFrontier;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A program that crawls again and again, started by {@code bench/crawl.py}, with everything on that a crawl has unless it is
 * switched off: robots.txt, sitemaps, guards against traps and addresses, statistics, events, a line of JSON for each page,
 * a frontier that survives a kill. Limits are raised until they stop nothing.
 *
 * <p>Arguments: how many at once, the file for the lines, how often, the addresses. Prints for each crawl the seconds and the
 * processor's seconds it took.
 */
public final class CrawlPeer {
    private CrawlPeer() {}

    /** Crawls. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int atOnce = Integer.parseInt(args[0]);
        var settings = CrawlSettings.usual()
                .withConcurrency(atOnce)
                .withLimits(new CrawlLimits(1_000_000, 100, 1_000_000, 1_000))
                .withLocal(Politeness.local().withPerHost(atOnce));
        var seeds = Arrays.stream(args).skip(3).map(URI::create).toList();
        for (int run = 0; run < Integer.parseInt(args[2]); run++) {
            crawl(settings, Path.of(args[1] + "." + run), seeds);
        }
    }

    private static void crawl(CrawlSettings settings, Path file, List<URI> seeds)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long used = processorNanos();
        try (var frontier = StoredFrontier.open(
                        Path.of(file + ".state"), settings.local().perHost());
                var lines = JsonLines.create(file)) {
            Crawler.with(settings).crawl(frontier, lines, seeds);
        }
        System.out.printf("%.3f %.3f%n", (System.nanoTime() - begun) / 1e9, (processorNanos() - used) / 1e9);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
