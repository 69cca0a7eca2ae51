package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.crawl.Outcome.Reason;
import asynclab.crawl.Outcome.Refused;
import asynclab.http.RawServer;
import asynclab.http.Tried;
import asynclab.web.AccessLog;
import asynclab.web.Faults;
import asynclab.web.Site;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host's troubles, and how it is left alone because of them: the server is the judge. */
class PolitenessTest {
    private static final Tried TRIED = new Tried("hosts in trouble");

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void noRequestComesInsideARetryAfterWindow() throws Exception {
        TRIED.one();
        try (var site = Site.start(7, 30)) {
            site.crawlDelay(Duration.ZERO);
            site.faults(Faults.none().withRate(20, 4)); // 429 with Retry-After: 1
            var wide = Web.settings()
                    .withLimits(CrawlLimits.usual().withPages(14))
                    .withLocal(Politeness.local().withPerHost(4));
            var report = Crawler.with(wide).crawl(site.home());
            assertTrue(site.log().requestsPerStatus().containsKey(429), site.log()::toString);
            assertEquals(14, report.pages());
            // Those already under way when the host asks for silence cannot be called back: there are three at most.
            assertTrue(site.log().insideRetryAfter().size()
                    <= 3 * site.log().requestsPerStatus().get(429));
            var alone = assertOneAtATime();
            assertEquals(List.of(), alone.insideRetryAfter(), alone::toString);
        }
    }

    private static AccessLog assertOneAtATime() throws Exception {
        try (var site = Site.start(8, 30)) {
            site.crawlDelay(Duration.ZERO);
            site.faults(Faults.none().withRate(20, 3));
            Crawler.with(Web.settings().withLimits(CrawlLimits.usual().withPages(5)))
                    .crawl(site.home());
            return AccessLog.of(site.log().entries());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1})
    void aDateInRetryAfterIsObeyedTooWhateverTheServersClockSays(int hoursAhead) throws Exception {
        TRIED.one();
        var times = Collections.synchronizedList(new ArrayList<Long>());
        try (var web = new Web()) {
            web.script("/busy", (_, _, out) -> {
                times.add(System.nanoTime());
                var now = ZonedDateTime.now(ZoneOffset.UTC).plusHours(hoursAhead);
                var head = times.size() == 1
                        ? Web.head(
                                "503 Busy",
                                "Date: " + date(now) + "\nRetry-After: " + date(now.plusSeconds(1)) + "\n",
                                0)
                        : Web.head("200 OK", "Content-Type: text/html\n", 0);
                RawServer.write(out, head);
            });
            var report = web.crawl(Web.settings(), "/busy");
            assertInstanceOf(Outcome.Page.class, web.outcome(report, "/busy"));
            assertTrue(times.get(1) - times.get(0) >= 1_000_000_000L);
            assertTrue(report.elapsed().toSeconds() < 60, report::toString);
        }
    }

    private static String date(ZonedDateTime time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "", "Fri, 01 Jan 2016 00:00:00 GMT"})
    void aRetryAfterThatCannotBeObeyedBecomesABackoff(String value) throws Exception {
        TRIED.one();
        try (var web = new Web()) {
            web.status("/busy", "429 Too Many", "Retry-After: " + value + "\n");
            var report = web.crawl(Web.settings(), "/busy");
            assertEquals(new Outcome.HttpError(429), web.outcome(report, "/busy"));
            assertEquals(3, web.hits("/busy"));
            // Blocks of at least 20 and 40 ms lie between the three.
            assertTrue(report.elapsed().toMillis() >= 60, report::toString);
        }
    }

    @Test
    void aHostThatFailsFastIsNotAskedFasterAndIsGivenUpInTheEnd() throws Exception {
        TRIED.one();
        try (var web = new Web()) {
            var paths = new ArrayList<String>();
            for (int i = 0; i < 400; i++) {
                paths.add("/e" + i);
                web.status("/e" + i, "500 Internal Server Error", "");
            }
            var gap = Duration.ofMillis(30);
            var settings = Web.settings()
                    .withLocal(Politeness.local().withGap(gap).withFailures(12).withAttempts(1, gap));
            long start = System.nanoTime();
            var report = web.crawl(settings, paths.toArray(String[]::new));
            long took = System.nanoTime() - start;
            long asked = web.paths().size();
            assertEquals(14, asked, "robots.txt, the page, and 12 failures");
            assertTrue(took >= gap.toNanos() * (asked - 1), "the rate rose: " + Duration.ofNanos(took));
            assertEquals(388, report.outcomes().get("refused: parked"));
        }
    }

    @Test
    void aHostThatNobodyListensOnFailsAndHoldsUpNoOther() throws Exception {
        TRIED.one();
        try (var web = new Web()) {
            web.links("/", "/a").links("/a");
            var dead = URI.create("http://127.0.0.1:1/");
            var report = Crawler.with(Web.settings()).crawl(dead, web.uri("/"));
            assertEquals(2, report.pages());
            var refused = report.visits().stream()
                    .filter(visit -> visit.link().host().equals("127.0.0.1:1"))
                    .map(Visit::outcome)
                    .toList();
            assertEquals(
                    Reason.NO_ROBOTS,
                    assertInstanceOf(Refused.class, refused.getFirst()).reason());
        }
    }
}
