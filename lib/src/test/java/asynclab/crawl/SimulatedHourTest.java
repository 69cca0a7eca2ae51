package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.Held;
import asynclab.web.Site;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * An hour of polite crawling, four hosts and four seconds between two pages of each, in some seconds: the pages are real,
 * and only the waits for the next one are not waited.
 */
class SimulatedHourTest {
    private static final int SITES = 4;
    private static final int PAGES = 3_600;
    private static final Duration GAP = Duration.ofSeconds(4);
    private static final int AT_ONCE = 8;

    /** A frontier whose time stands still while a page is fetched, and runs while nobody may be asked. */
    private static final class Simulated implements Frontier {
        private static final Duration STEP = Duration.ofMillis(250);

        private final AtomicLong now = new AtomicLong();
        private final MemoryFrontier memory = new MemoryFrontier(1, now::get);

        Duration elapsed() {
            return Duration.ofNanos(now.get());
        }

        @Override
        public Optional<Lease> take(Duration wait) throws InterruptedException {
            var lease = memory.take(Duration.ofMillis(1));
            if (lease.isEmpty() && memory.counts().leased() == 0) {
                now.addAndGet(STEP.toNanos());
            }
            return lease;
        }

        @Override
        public int offer(Collection<Link> links) {
            return memory.offer(links);
        }

        @Override
        public void done(Lease lease, Visit visit) {
            memory.done(lease, visit);
        }

        @Override
        public void again(Lease lease, Duration after) {
            memory.again(lease, after);
        }

        @Override
        public void giveBack(Lease lease) {
            memory.giveBack(lease);
        }

        @Override
        public void block(String host, Duration time) {
            memory.block(host, time);
        }

        @Override
        public void pace(String host, Duration gap) {
            memory.pace(host, gap);
        }

        @Override
        public void known(Consumer<String> keys) {
            memory.known(keys);
        }

        @Override
        public Counts counts() {
            return memory.counts();
        }

        @Override
        public void close() {}
    }

    /** What was held at a moment of the crawl. */
    private record Sample(int visits, long heap, int threads, long sockets) {}

    @Test
    void holdsNoMoreAtItsEndThanInItsMiddle() throws Exception {
        var sites = new ArrayList<Site>();
        try (var frontier = new Simulated()) {
            for (int i = 0; i < SITES; i++) {
                sites.add(Site.start(100 + i, PAGES));
                sites.getLast().crawlDelay(Duration.ZERO);
            }
            long sockets = Held.sockets();
            var samples = new ArrayList<Sample>();
            var visits = new AtomicLong();
            VisitSink sink = _ -> {
                if (visits.incrementAndGet() % (PAGES / 4) == 0) {
                    samples.add(new Sample(visits.intValue(), Held.heap(), Held.threads(), Held.sockets()));
                }
            };
            var report = Crawler.with(settings()).crawl(frontier, sink, homes(sites));
            assertEquals(PAGES, report.pages());
            long minutes = frontier.elapsed().toMinutes();
            assertTrue(minutes >= 55 && minutes < 180, frontier.elapsed()::toString);
            var middle = samples.get(1);
            var end = samples.get(3);
            long grown = (end.heap - middle.heap) / (end.visits - middle.visits);
            System.out.println(
                    "simulated: " + frontier.elapsed() + ", bytes for each visit: " + grown + ", " + samples);
            // What is kept of a visit is its place in the frontier, and in the report its title and links.
            assertTrue(grown < 3_000, grown + " bytes for each visit");
            assertTrue(end.threads <= middle.threads + AT_ONCE, samples::toString);
            assertTrue(end.sockets <= middle.sockets + 2 * AT_ONCE, samples::toString);
            assertTrue(Held.socketsDownTo(sockets) <= sockets, "sockets were " + sockets);
        } finally {
            sites.forEach(Site::close);
        }
    }

    private static CrawlSettings settings() {
        var limits = CrawlLimits.usual().withPages(PAGES).withDepth(10_000).withPerShape(PAGES);
        return CrawlSettings.usual()
                .withConcurrency(AT_ONCE)
                .withLimits(limits)
                .withLocal(Politeness.local().withGap(GAP));
    }

    private static List<URI> homes(List<Site> sites) {
        return sites.stream().map(Site::home).toList();
    }
}
