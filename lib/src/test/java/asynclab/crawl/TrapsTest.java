package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.RawServer;
import asynclab.http.Tried;
import asynclab.web.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What goes on for ever, and where it ends. */
class TrapsTest {
    private static final Tried TRIED = new Tried("traps and odd links");

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void aCalendarAndAMazeEndAtTheirCapAndTheReasonIsCounted() throws Exception {
        TRIED.one();
        TRIED.one();
        try (var site = Site.start(5, 10)) {
            site.crawlDelay(Duration.ZERO);
            var limits = CrawlLimits.usual().withDepth(1_000).withPerShape(15);
            var report = Crawler.with(CrawlSettings.usual().withLimits(limits)).crawl(site.home());
            assertEquals(15, site.log().under("/calendar/").size());
            assertTrue(report.dropped().getOrDefault(Dropped.SHAPE, 0L) >= 1, report::toString);
            assertTrue(report.dropped().getOrDefault(Dropped.REPEATS, 0L) >= 1, report::toString);
            assertTrue(site.log().under("/maze/").size() < 130, report::toString);
        }
    }

    @Test
    void acrossRunsOfOneFrontierTheCapIsStillOne() throws Exception {
        TRIED.one();
        try (var site = Site.start(5, 10);
                var frontier = new MemoryFrontier()) {
            site.crawlDelay(Duration.ZERO);
            for (int pages : new int[] {15, 25, 1_000}) {
                var limits =
                        CrawlLimits.usual().withPages(pages).withDepth(1_000).withPerShape(15);
                Crawler.with(CrawlSettings.usual().withLimits(limits))
                        .crawl(frontier, VisitSink.none(), List.of(site.home()));
            }
            assertEquals(15, site.log().under("/calendar/").size());
        }
    }

    @Test
    void aSessionInTheQueryAndFiltersThatCombineAreOneShape() throws Exception {
        TRIED.one();
        TRIED.one();
        try (var web = new Web()) {
            var links = new ArrayList<String>();
            IntStream.range(0, 100).forEach(i -> links.add("/s?sid=" + Integer.toHexString(i * 7919)));
            IntStream.range(0, 100).forEach(i -> links.add("/shop?colour=c" + i + "&size=" + i % 7));
            var limits = CrawlLimits.usual().withPerShape(10);
            var report = web.crawl(Web.settings().withLimits(limits), links.toArray(String[]::new));
            assertEquals(
                    10,
                    web.paths().stream().filter(path -> path.startsWith("/s?")).count());
            assertEquals(
                    10,
                    web.paths().stream()
                            .filter(path -> path.startsWith("/shop"))
                            .count());
            assertEquals(180, report.dropped().getOrDefault(Dropped.SHAPE, 0L));
        }
    }

    @Test
    void aMillionLinksOnAPageAreFollowedUpToTheCap() throws Exception {
        TRIED.one();
        try (var web = new Web()) {
            web.script("/", (_, _, out) -> {
                RawServer.write(out, "HTTP/1.1 200 OK\nContent-Type: text/html\nConnection: close\n\n");
                var block = new StringBuilder();
                for (int i = 0; i < 200_000; i++) {
                    block.append("<a href=x").append(i).append(">");
                    if (block.length() > 60_000) {
                        RawServer.write(out, block.toString());
                        block.setLength(0);
                    }
                }
                RawServer.write(out, block.toString());
            });
            var report = Crawler.with(
                            Web.settings().withLimits(CrawlLimits.usual().withPerPage(20)))
                    .crawl(web.uri("/"));
            assertEquals(22, web.paths().size());
            assertTrue(report.dropped().getOrDefault(Dropped.PER_PAGE, 0L) == 199_980, report::toString);
        }
    }

    @Test
    void depthLengthAndSegmentsHaveLimits() throws Exception {
        TRIED.one();
        TRIED.one();
        TRIED.one();
        try (var web = new Web()) {
            for (int i = 0; i < 9; i++) {
                web.links("/d" + i, "/d" + (i + 1));
            }
            var report = web.crawl(
                    Web.settings(),
                    "/d0",
                    "/" + "x".repeat(2_100),
                    "/" + String.join("/", distinct(21)),
                    "/a/b/a/b/a/b/a");
            assertEquals(1, web.hits("/d4"));
            assertEquals(0, web.hits("/d5"), "five links from the seed, and no more");
            assertEquals(1, report.dropped().getOrDefault(Dropped.LENGTH, 0L));
            assertEquals(1, report.dropped().getOrDefault(Dropped.SEGMENTS, 0L));
            assertEquals(1, report.dropped().getOrDefault(Dropped.REPEATS, 0L));
            assertEquals(1, report.dropped().getOrDefault(Dropped.DEPTH, 0L));
        }
    }

    @Test
    void oddLinksAreOneKeyWhereTheyAreEqualAndNeverAnException() throws Exception {
        try (var web = new Web()) {
            String base = web.uri("").toString();
            String[] equal = {
                "/same",
                base + "/same",
                base.replace("http", "HTTP") + "/same",
                "./same",
                "/x/../same",
                "/same#part",
                " /same ",
                "/s%61me",
                base.replace("http:", "") + "/same"
            };
            String[] odd = {
                "",
                "#",
                "javascript:void(0)",
                "mailto:a@b.example",
                "tel:+1",
                "data:text/html,x",
                "http://",
                "http://a_b/",
                "http://b\u00fccher.example/",
                "http://[::1]:1/",
                "/a b|c",
                "http://[::1",
                "ftp://x/",
                "//",
                "http://256.0.0.1/",
                "%",
                "/%zz",
                "?",
                "http:\\\\elsewhere.example\\x"
            };
            var all = new ArrayList<>(List.of(equal));
            all.addAll(List.of(odd));
            all.forEach(_ -> TRIED.one());
            web.page("/same", "<title>same</title>");
            web.crawl(Web.settings(), all.toArray(String[]::new));
            assertEquals(
                    1,
                    web.paths().stream()
                            .filter(path -> path.matches("/s(a|%61)me"))
                            .count(),
                    web.paths()::toString);
            assertEquals(1, web.hits("/a%20b%7Cc"));
        }
    }

    @Test
    void aBaseIsRespectedAndNofollowToo() throws Exception {
        try (var web = new Web()) {
            web.page("/", "<base href=\"/deep/\"><a href=\"a\">a</a><a rel=\"NOFOLLOW me\" href=\"b\">b</a>");
            web.page("/deep/a", "<meta name=\"robots\" content=\"noindex, nofollow\"><a href=\"/c\">c</a>");
            var report = Crawler.with(Web.settings()).crawl(web.uri("/"));
            assertEquals(List.of("/robots.txt", "/", "/deep/a"), web.paths());
            assertTrue(((Outcome.Page) web.outcome(report, "/deep/a")).noIndex());
        }
    }

    @Test
    void aHeaderMayAskTheSameForOneCrawlerOrForAll() throws Exception {
        try (var web = new Web()) {
            byte[] link = "<a href=\"/c\">c</a>".getBytes(StandardCharsets.US_ASCII);
            web.bytes("/all", "Content-Type: text/html\nX-Robots-Tag: none\n", link);
            web.bytes("/us", "Content-Type: text/html\nX-Robots-Tag: asynclab: nofollow\n", link);
            web.bytes("/other", "Content-Type: text/html\nX-Robots-Tag: otherbot: none\n", link);
            var report = web.crawl(Web.settings(), "/all", "/us", "/other");
            assertTrue(((Outcome.Page) web.outcome(report, "/all")).links().isEmpty());
            assertTrue(((Outcome.Page) web.outcome(report, "/us")).links().isEmpty());
            assertEquals(
                    1, ((Outcome.Page) web.outcome(report, "/other")).links().size());
        }
    }

    @Test
    void nothingOnThisMachineIsAskedButTheSeedsHost() throws Exception {
        try (var web = new Web();
                var other = new Web()) {
            other.page("/", "secret");
            web.status("/to", "302 Found", "Location: " + other.uri("/") + "\n");
            var report = web.crawl(Web.settings(), other.uri("/").toString(), "/to", "http://169.254.169.254/x");
            assertEquals(List.of(), other.paths());
            assertEquals(3, report.dropped().getOrDefault(Dropped.SCOPE, 0L));
            TRIED.one();
            TRIED.one();
            TRIED.one();
        }
    }

    @Test
    void anAddressThatIsNoPublicHostIsRefused() throws IOException, InterruptedException {
        TRIED.one();
        TRIED.one();
        var settings = Web.settings().withContact("mailto:crew@example.org").withPoliteness(Politeness.local());
        var report = Crawler.with(settings).crawl(URI.create("http://10.0.0.1/"), URI.create("http://[fc00::1]/"));
        assertEquals(2, report.outcomes().get("refused: address"), report::toString);
    }

    private static List<String> distinct(int count) {
        return IntStream.range(0, count).mapToObj(i -> "s" + i).toList();
    }
}
