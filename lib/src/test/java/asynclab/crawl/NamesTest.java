package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.crawl.Outcome.Reason;
import asynclab.crawl.Outcome.Refused;
import asynclab.http.Held;
import asynclab.http.Resolving;
import asynclab.http.Timeouts;
import asynclab.http.Tried;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What look-ups of names do to a crawl. */
class NamesTest {
    private static final Tried TRIED = new Tried("names");
    private static final int HOSTS = 5_000;

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void aNameServerThatNeverAnswersCostsItsHostsAndNoOther() throws Exception {
        var release = new CountDownLatch(1);
        var timeouts = new Timeouts(
                Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));
        try (var web = new Web()) {
            web.links("/", "/a").links("/a");
            var crawler = crawler(settings().withTimeouts(timeouts), host -> {
                if (host.startsWith("silent")) {
                    Resolving.await(release);
                }
                return InetAddress.getAllByName(host);
            });
            var report = crawler.crawl(
                    URI.create("http://silent1.invalid/"), URI.create("http://silent2.invalid/"), web.uri("/"));
            TRIED.one();
            TRIED.one();
            assertEquals(2, report.pages(), report::toString);
            assertEquals(2, report.outcomes().get("refused: no robots"), report::toString);
            assertTrue(report.elapsed().toSeconds() < 10, report::toString);
        } finally {
            release.countDown();
        }
    }

    @Test
    void aNameThatLeadsInwardsIsRefusedWhateverElseItLeadsTo() throws Exception {
        for (String inside :
                new String[] {"10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "fc00::1", "::ffff:10.0.0.1"}) {
            TRIED.one();
            var both = new InetAddress[] {InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral(inside)};
            var report = crawler(settings(), _ -> both).crawl(URI.create("http://public.invalid/"));
            var refused =
                    assertInstanceOf(Refused.class, report.visits().getFirst().outcome(), inside);
            assertEquals(Reason.ADDRESS, refused.reason(), inside);
            assertTrue(refused.detail().contains("may not be asked"), refused::detail);
        }
    }

    @Test
    void fiveThousandHostsTakeNoThreadsAndLittleRoom() throws Exception {
        var seeds = new ArrayList<URI>();
        for (int i = 0; i < HOSTS; i++) {
            seeds.add(URI.create("http://host" + i + ".invalid/"));
        }
        var left = new AtomicInteger(HOSTS);
        var room = new ArrayList<Long>();
        long before = Held.heap();
        int threads = Held.threads();
        VisitSink sink = _ -> {
            if (left.decrementAndGet() == 0) {
                room.add((Held.heap() - before) / HOSTS);
                room.add((long) Held.threads() - threads);
            }
        };
        var crawler = crawler(settings(), host -> {
            throw new UnknownHostException(host);
        });
        try (var frontier = new MemoryFrontier()) {
            var report = crawler.crawl(frontier, sink, seeds);
            TRIED.one();
            assertEquals(HOSTS, report.outcomes().get("refused: no robots"), report::toString);
        }
        System.out.println("hosts: " + HOSTS + ", bytes for each: " + room.get(0) + ", threads more: " + room.get(1));
        assertTrue(room.get(0) < 8_000, room + " bytes");
        assertTrue(room.get(1) < 40, room + " threads");
    }

    @Test
    void hostsThatWaitForTheirTimeTakeNoThreadAndNoWork() throws Exception {
        try (var frontier = new MemoryFrontier()) {
            for (int i = 0; i < HOSTS; i++) {
                frontier.block("host" + i + ".invalid:80", Duration.ofHours(1));
                frontier.offer(List.of(Link.page(URI.create("http://host" + i + ".invalid/"), 0)));
            }
            var cpu = ManagementFactory.getThreadMXBean();
            long busy = cpu.getCurrentThreadCpuTime();
            assertTrue(frontier.take(Duration.ofMillis(300)).isEmpty());
            long worked = cpu.getCurrentThreadCpuTime() - busy;
            assertTrue(worked < 100_000_000L, "it did not wait but look: " + Duration.ofNanos(worked));
            assertEquals(HOSTS, frontier.counts().waiting());
        }
    }

    private static CrawlSettings settings() {
        return Web.settings()
                .withContact("mailto:crew@example.org")
                .withPoliteness(Politeness.local())
                .withoutSitemaps();
    }

    private static Crawler crawler(CrawlSettings settings, Resolving.Names names) {
        return Crawler.with(settings, fetching -> Resolving.with(fetching, names));
    }
}
