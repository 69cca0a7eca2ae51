package asynclab.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A site is a function of its seed and size, and its truth is what is really served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteTest {
    private final PracticeWeb web = PracticeWeb.start();
    private final Browser browser = new Browser();

    @AfterAll
    void close() {
        browser.close();
        web.close();
    }

    @ParameterizedTest
    @CsvSource({"42, 1", "42, 2", "7, 5", "42, 12", "1, 60", "-9, 13"})
    void truthIsWhatAWalkFinds(long seed, int size) throws Exception {
        try (var site = Site.start(seed, size)) {
            var walk = new Walk(site, browser);
            var truth = site.truth();

            var titles = new HashMap<String, String>();
            var links = new HashMap<String, Set<String>>();
            for (String path : walk.titles.keySet()) {
                if (path.contains("?")) {
                    String original = path.substring(0, path.indexOf('?'));
                    assertEquals(walk.titles.get(original), walk.titles.get(path), "a duplicate by query");
                } else if (!truth.isTrap(path)) {
                    titles.put(path, walk.titles.get(path));
                    links.put(path, walk.links.get(path));
                }
            }
            assertEquals(truth.pages().stream().collect(Collectors.toMap(Truth.Page::path, Truth.Page::title)), titles);
            assertEquals(truth.pages().stream().collect(Collectors.toMap(Truth.Page::path, Truth.Page::links)), links);
            assertEquals(truth.dead(), walk.dead);
            assertEquals(truth.redirects(), walk.redirects);
            assertTrue(walk.redirects.keySet().containsAll(truth.loops()));
            assertEquals(truth.disallowed(), walk.disallowed);
            assertEquals(20, walk.trapPages.size(), "traps go on and on");
            assertTrue(walk.trapPages.stream().anyMatch(path -> path.startsWith("/calendar/")));
            assertTrue(walk.trapPages.stream().anyMatch(path -> path.startsWith("/maze/")));
            truth.unlinked().forEach(path -> assertTrue(!walk.titles.containsKey(path), path));
        }
    }

    @Test
    void sameSeedAndSizeGiveTheSameSiteToTheByte() throws Exception {
        try (var one = Site.start(42, 12);
                var two = Site.start(42, 12);
                var other = Site.start(43, 12)) {
            assertEquals(one.truth(), two.truth());
            assertNotEquals(one.truth(), other.truth());
            for (int page = 1; page <= 12; page++) {
                assertEquals(served(one, "/p/" + page), served(two, "/p/" + page));
                assertNotEquals(served(one, "/p/" + page), served(other, "/p/" + page));
            }
            for (String path :
                    List.of("/robots.txt", "/sitemap.xml", "/charset/1", "/maze/left/", "/calendar/2026/12")) {
                assertEquals(served(one, path), served(two, path));
            }
        }
    }

    @Test
    void sizeIsPartOfTheFunction() {
        assertNotEquals(TruthTeller.of(new PageGraph(42, 12)), TruthTeller.of(new PageGraph(42, 13)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 12, 1_000})
    void titlesAreAllDifferent(int size) {
        var titles = TruthTeller.of(new PageGraph(42, size)).titles();
        assertEquals(size + 4, titles.size(), "the numbered pages, and four in odd charsets");
        assertEquals(titles.size(), new HashSet<>(titles).size());
    }

    @Test
    void aLargeSiteIsMadeAtOnceAndShallow() {
        var graph = new PageGraph(5, 100_000);
        var seen = new HashSet<>(Set.of(1));
        var level = List.of(1);
        int levels = 0;
        while (!level.isEmpty()) {
            levels++;
            var next = new ArrayList<Integer>();
            for (int page : level) {
                for (Link link : graph.links(page)) {
                    String path = link.target().orElse("");
                    if (path.matches("/p/[0-9]+") && !path.equals("/p/100001")) {
                        int to = Integer.parseInt(path.substring(3));
                        if (seen.add(to)) {
                            next.add(to);
                        }
                    }
                }
            }
            level = next;
        }
        assertEquals(100_000, seen.size());
        assertTrue(levels <= 12, levels + " levels");
    }

    @Test
    void addressesOfPages() throws Exception {
        var site = web.site(42, 12);
        assertEquals(site.base() + "/p/7", site.url(7).toString());
        assertEquals(site.url(1), site.home());
        assertEquals(12, site.pages().size());
        assertEquals(200, browser.status(site.url(12)));
        assertThrows(IllegalArgumentException.class, () -> site.url(0));
        assertThrows(IllegalArgumentException.class, () -> site.url(13));
        assertEquals("practice site " + site.base() + ", 12 pages, seed 42 (this machine only)", site.toString());
        assertTrue(site.truth().page("/p/7").orElseThrow().title().endsWith(" 7"));
    }

    @Test
    void askedForAgainItIsTheSameOneWithoutFaults() throws Exception {
        var site = web.site(42, 12);
        site.faults(Faults.none().withErrors(1, 503));
        site.crawlDelay(Duration.ofSeconds(9));
        assertEquals(503, browser.status(site.home()));
        assertSame(site, web.site(42, 12));
        assertEquals(200, browser.status(site.home()));
        assertTrue(served(site, "/robots.txt").contains("Crawl-delay: 0.1\n"));
        assertNotEquals(site.base(), web.site(43, 12).base(), "each site is a host of its own");
        site.close();
        assertNotEquals(site.base(), web.site(42, 12).base());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/p/0",
                "/p/13",
                "/p/04",
                "/p/x",
                "/p/",
                "/p/1/2",
                "/charset/5",
                "/hop/13",
                "/calendar/2026/13",
                "/calendar/x/1",
                "/nothing",
                "/p/99999999999999999999"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertEquals(404, browser.status(web.site(42, 12).uri(path)));
    }

    @Test
    void robotsSayWhatTheTruthSays() throws Exception {
        var site = web.site(6, 4);
        site.crawlDelay(Duration.ofMillis(1_500));
        assertEquals("""
                # Practice site, seed 6, 4 pages
                User-agent: *
                Disallow: /private/
                Allow: /private/open
                Disallow: /search
                Crawl-delay: 1.5

                User-agent: BadBot
                Disallow: /

                Sitemap: BASE/sitemap.xml
                """, served(site, "/robots.txt"));
        site.crawlDelay(Duration.ZERO);
        assertTrue(!served(site, "/robots.txt").contains("Crawl-delay"));
        assertThrows(IllegalArgumentException.class, () -> site.crawlDelay(Duration.ofMillis(-1)));
    }

    @Test
    void sitemapListsThePagesAndOneNobodyLinksTo() throws Exception {
        var site = web.site(6, 4);
        var paths = new TreeSet<String>();
        for (String part : served(site, "/sitemap.xml").split("<loc>BASE", -1)) {
            paths.add(part.substring(0, Math.max(0, part.indexOf("</loc>"))));
        }
        paths.remove("");
        assertEquals(Set.of("/p/1", "/p/2", "/p/3", "/p/4", "/unlinked"), paths);
        assertEquals(200, browser.status(site.uri("/unlinked")));
    }

    @Test
    void pagesAreNotSentAgainToThoseWhoHaveThem() throws Exception {
        var site = web.site(6, 4);
        var first = browser.get(site.url(2));
        String etag = Browser.header(first, "ETag");
        assertEquals(304, browser.status(site.url(2), "If-None-Match", etag));
        assertEquals(200, browser.status(site.url(3), "If-None-Match", etag));
    }

    @Test
    void wrongCharsetsMakeTheTitleTheyMake() {
        assertEquals("cafÃ©", PageCharset.SAYS_LATIN.readBack("café"));
        assertEquals("caf\uFFFD", PageCharset.SAYS_UTF8.readBack("café"));
        assertEquals("café", PageCharset.SAYS_NONSENSE.readBack("café"));
        assertEquals("café", PageCharset.SAYS_NOTHING.readBack("café"));
    }

    private String served(Site site, String path) throws Exception {
        return browser.text(site.uri(path))
                .replace(site.base().toString(), "BASE")
                .replace(site.base().getAuthority(), "AUTHORITY");
    }
}
