package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.crawl.Outcome.Reason;
import asynclab.crawl.Outcome.Refused;
import asynclab.http.FetchSettings;
import asynclab.http.HttpFetcher;
import asynclab.http.RawServer;
import asynclab.http.Tried;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** robots.txt in every state, each with what RFC 9309 makes of it. */
class RobotsTest {
    private static final Tried TRIED = new Tried("robots.txt");

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, true",
        "401 Unauthorized, true",
        "403 Forbidden, true",
        "410 Gone, true",
        "500 Internal Server Error, false",
        "503 Service Unavailable, false",
        "429 Too Many Requests, false"
    })
    void aClientErrorAllowsAndAServerErrorForbids(String status, boolean allowed) throws Exception {
        TRIED.one();
        try (var web = new Web()) {
            web.status("/robots.txt", status, "");
            var report = web.crawl(Web.settings(), "/a");
            assertEquals(allowed ? 1 : 0, report.pages());
            if (!allowed) {
                assertEquals(
                        Reason.NO_ROBOTS,
                        assertInstanceOf(Refused.class, web.outcome(report, "/"))
                                .reason());
                assertEquals(List.of("/robots.txt"), web.paths(), "nothing else is asked");
            }
        }
    }

    @Test
    void oneThatNeverComesForbidsInItsOwnTimeAndHoldsUpNoOtherHost() throws Exception {
        TRIED.one();
        try (var silent = new Web();
                var other = new Web()) {
            silent.script("/robots.txt", (_, _, _) -> Thread.sleep(Duration.ofSeconds(20)));
            other.links("/", "/a").links("/a");
            var settings = Web.settings().withPoliteness(Politeness.usual().withRobots(Duration.ofMillis(500)));
            var report = Crawler.with(settings).crawl(silent.uri("/"), other.uri("/"));
            assertEquals(
                    Reason.NO_ROBOTS,
                    assertInstanceOf(Refused.class, silent.outcome(report, "/")).reason());
            assertInstanceOf(Outcome.Page.class, other.outcome(report, "/a"));
            var last = report.visits().getLast();
            assertEquals(silent.uri("/").toString(), last.link().url(), "the other host was through before");
        }
    }

    @ParameterizedTest
    @CsvSource({"5, true", "6, false"})
    void fiveRedirectsAreFollowedAndSixAreTooMany(int redirects, boolean allowed) throws Exception {
        TRIED.one();
        try (var web = new Web()) {
            web.status("/robots.txt", "302 Found", "Location: /r1\n");
            for (int i = 1; i < redirects; i++) {
                web.status("/r" + i, "302 Found", "Location: /r" + (i + 1) + "\n");
            }
            String rules = "User-agent: *\nDisallow: /a\n";
            web.bytes("/r" + redirects, "Content-Type: text/plain\n", rules.getBytes(StandardCharsets.US_ASCII));
            var report = web.crawl(Web.settings(), "/a");
            assertEquals(allowed ? 1 : 0, report.pages());
            assertEquals(0, web.hits("/a"));
        }
    }

    @Test
    void ofALargeOneTheFirst512KibAreRead() throws Exception {
        TRIED.one();
        String first = "User-agent: *\nDisallow: /a\n";
        String second = "Disallow: /b\n";
        String padding = ("# " + "x".repeat(97) + "\n").repeat(20_000); // 2 MB
        try (var web = new Web()) {
            web.robots(first + padding + second).page("/a", "a").page("/b", "b");
            var report = web.crawl(Web.settings(), "/a", "/b");
            assertEquals(
                    Reason.ROBOTS,
                    assertInstanceOf(Refused.class, web.outcome(report, "/a")).reason());
            assertInstanceOf(Outcome.Page.class, web.outcome(report, "/b"));
        }
    }

    @Test
    void aPageOfHtmlInItsPlaceHasNoRules() throws Exception {
        TRIED.one();
        try (var web = new Web()) {
            web.page("/robots.txt", "<html><body><p>Welcome! Disallow: /a</p></body></html>")
                    .page("/a", "a");
            assertEquals(2, web.crawl(Web.settings(), "/a").pages());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Allow: /example/page/~Disallow: /example/page/disallowed.gif | /example/page/           | true
            Allow: /example/page/~Disallow: /example/page/disallowed.gif | /example/page/disallowed.gif | false
            Disallow: /a~Allow: /a                              | /a        | true
            Disallow: /*.php$                                   | /x.php    | false
            Disallow: /*.php$                                   | /x.php5   | true
            Disallow: /*/private                                | /x/private/y | false
            Disallow: /a%2Fb                                    | /a/b      | true
            Disallow: /a%2Fb                                    | /a%2Fb    | false
            Disallow: /%C3%BC                                   | /%c3%bc   | false
            Disallow: /                                         | /         | false
            Disallow:                                           | /a        | true
            Disallow: /A                                        | /a        | true
            """)
    void theLongestMatchDecides(String rules, String path, boolean allowed) {
        TRIED.one();
        assertAllowed("User-agent: *\n" + rules.replace('~', '\n'), path, allowed);
    }

    @Test
    void groupsOfOneNameAreOneAndItsCaseDoesNotMatter() {
        String text = """
                user-agent: ASYNCLAB
                disallow: /a

                User-Agent: other
                Disallow: /b

                User-agent: asynclab
                Disallow: /c

                User-agent: *
                Disallow: /d
                """;
        assertAllowed(text, "/a", false);
        assertAllowed(text, "/b", true);
        assertAllowed(text, "/c", false);
        assertAllowed(text, "/d", true); // a group of our own replaces the one for everybody
    }

    @Test
    void aMarkAndTheLineEndsOfWindowsAreFine() {
        assertAllowed("\uFEFFUser-agent: *\r\nDisallow: /a\r\n", "/a", false);
        assertAllowed("User-agent: *\rDisallow: /a\r", "/a", false);
    }

    @Test
    void aCrawlDelayIsKeptUpToAMinuteAndALongerOneHasTheHostSkipped() {
        assertEquals(
                Duration.ofMillis(1500),
                rules("User-agent: *\nCrawl-delay: 1.5\n").crawlDelay());
        assertTrue(
                rules("User-agent: *\nCrawl-delay: 60\n").against("http://h/a").isEmpty());
        for (String delay : List.of("61", "301", "86400")) {
            TRIED.one();
            var refused = rules("User-agent: *\nCrawl-delay: " + delay + "\n").against("http://h/a");
            assertEquals(Reason.TOO_SLOW, refused.orElseThrow().reason(), delay);
        }
    }

    @Test
    void oneThatCouldNotBeReadIsAskedForAgainAfterAnHourAndOneThatCouldAfterADay() throws Exception {
        var now = new AtomicLong();
        try (var server = new RawServer((_, _, out) -> RawServer.write(out, Web.head("503 Busy", "", 0)));
                var web = new Web();
                var fetcher = HttpFetcher.with(FetchSettings.usual()).open()) {
            var robots = new Robots(fetcher, Duration.ofSeconds(5), "asynclab", now::get);
            var failing = Link.page(server.uri("/"), 0);
            var missing = Link.page(web.uri("/"), 0);
            robots.fetch(failing);
            robots.fetch(missing);
            now.addAndGet(Duration.ofMinutes(59).toNanos());
            assertTrue(robots.known(failing.host()).isPresent());
            now.addAndGet(Duration.ofMinutes(2).toNanos());
            assertTrue(robots.known(failing.host()).isEmpty());
            assertTrue(robots.known(missing.host()).isPresent());
            now.addAndGet(Duration.ofHours(24).toNanos());
            assertTrue(robots.known(missing.host()).isEmpty());
        }
    }

    private static void assertAllowed(String text, String path, boolean allowed) {
        assertEquals(allowed, rules(text).against("http://h" + path).isEmpty(), text + path);
    }

    private static RobotsRules rules(String text) {
        return RobotsRules.parse("http://h/robots.txt", text.getBytes(StandardCharsets.UTF_8), "asynclab");
    }
}
