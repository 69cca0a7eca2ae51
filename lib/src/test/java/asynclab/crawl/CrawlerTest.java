package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.web.Site;
import asynclab.web.Truth;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole crawl of a practice site, with the site's truth and its log as judges. */
class CrawlerTest {
    private static final CrawlLimits WIDE = CrawlLimits.usual().withDepth(30).withPerShape(60);

    private Site site;

    @BeforeEach
    void open() {
        site = Site.start(42, 40);
        site.crawlDelay(Duration.ZERO);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void findsWhatACorrectCrawlFinds() throws Exception {
        var report = Crawler.with(CrawlSettings.usual().withLimits(WIDE)).crawl(site.home());
        var truth = site.truth();
        var titles = new TreeMap<String, String>();
        var expected = new TreeMap<String, String>();
        truth.pages().forEach(page -> expected.put(page.path(), page.title()));
        visited(report, Outcome.Page.class).forEach((path, outcome) -> {
            if (expected.containsKey(path)) {
                titles.put(path, outcome.title());
            }
        });
        assertEquals(expected, titles);
        var dead = visited(report, Outcome.HttpError.class);
        assertEquals(new TreeSet<>(truth.dead()), new TreeSet<>(dead.keySet()));
        var refused = visited(report, Outcome.Refused.class);
        assertEquals(new TreeSet<>(truth.disallowed()), new TreeSet<>(refused.keySet()));
        assertTrue(visited(report, Outcome.Page.class).keySet().containsAll(truth.unlinked()));
        assertRedirects(report, truth);
    }

    @Test
    void asksForEveryUrlOnceAndForNoneThatRobotsTxtForbids() throws Exception {
        Crawler.with(CrawlSettings.usual().withLimits(WIDE)).crawl(site.home());
        var twice = site.log().requestsPerPath().entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .toList();
        assertEquals(java.util.List.of(), twice);
        assertEquals(0, site.log().under("/search").size());
        assertEquals(
                Set.of("/private/open"),
                site.log().under("/private").requestsPerPath().keySet());
        assertEquals("/robots.txt", site.log().entries().getFirst().path());
        assertEquals(1, site.log().maxInFlight());
    }

    @Test
    void linksAreThoseOfTheTruth() throws Exception {
        var report = Crawler.with(CrawlSettings.usual().withLimits(WIDE)).crawl(site.home());
        var pages = visited(report, Outcome.Page.class);
        for (Truth.Page page : site.truth().pages()) {
            var links = Objects.requireNonNull(pages.get(page.path())).links().stream()
                    .filter(link -> link.startsWith("http"))
                    .map(link -> link.startsWith(site.base().toString())
                            ? link.substring(site.base().toString().length())
                            : link)
                    .map(link -> link.replace("%31", "1")
                            .replace("%32", "2")
                            .replace("%33", "3")
                            .replace("%34", "4"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(links.containsAll(page.links()), page.path() + " " + links + " " + page.links());
        }
    }

    @Test
    void keepsTheCrawlDelayBetweenTheEndOfOneRequestAndTheStartOfTheNext() throws Exception {
        site.crawlDelay(Duration.ofMillis(60));
        Crawler.with(CrawlSettings.usual().withLimits(WIDE.withPages(6))).crawl(site.home());
        var entries = site.log().entries();
        for (int i = 1; i < entries.size(); i++) {
            var gap = Duration.between(
                    entries.get(i - 1).end().orElseThrow(), entries.get(i).start());
            assertTrue(gap.toMillis() >= 55, "a gap of " + gap + "\n" + site.log());
        }
    }

    @Test
    void fetchesNoMorePagesThanAskedForHoweverManyWorkers() throws Exception {
        var fast = CrawlSettings.usual()
                .withLimits(WIDE.withPages(10))
                .withLocal(Politeness.local().withPerHost(8));
        var report = Crawler.with(fast).crawl(site.home());
        assertEquals(10, report.pages());
        assertTrue(report.counts().waiting() > 0);
        assertEquals(0, report.counts().leased());
    }

    @Test
    void leavesThisMachineOnlyWithAContact() {
        var crawler = Crawler.with(CrawlSettings.usual());
        var failure =
                assertThrows(IllegalArgumentException.class, () -> crawler.crawl(URI.create("https://example.org/")));
        assertTrue(failure.toString().contains("withContact"), failure::toString);
        assertThrows(IllegalArgumentException.class, crawler::crawl);
        assertThrows(IllegalArgumentException.class, () -> crawler.crawl(URI.create("file:///etc/passwd")));
        assertThrows(IllegalArgumentException.class, () -> CrawlSettings.usual().withContact("me"));
    }

    private void assertRedirects(CrawlReport report, Truth truth) {
        var found = new TreeMap<String, String>();
        visited(report, Outcome.Redirect.class).forEach((path, redirect) -> found.put(path, path(redirect.target())));
        var expected = new TreeMap<>(truth.redirects());
        expected.remove("/hop/1"); // the chain has 12 hops, and ten are followed
        assertEquals(expected, found);
    }

    private <T extends Outcome> Map<String, T> visited(CrawlReport report, Class<T> kind) {
        return report.visits().stream()
                .filter(visit -> kind.isInstance(visit.outcome()))
                .collect(Collectors.toMap(visit -> path(visit.link().key()), visit -> kind.cast(visit.outcome())));
    }

    private String path(String url) {
        return url.startsWith(site.base().toString())
                ? url.substring(site.base().toString().length())
                : url;
    }
}
