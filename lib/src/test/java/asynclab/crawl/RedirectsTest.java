package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import asynclab.crawl.Outcome.Reason;
import asynclab.crawl.Outcome.Refused;
import asynclab.http.Tried;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Redirects that a crawl follows, and those it does not. */
class RedirectsTest {
    private static final Tried TRIED = new Tried("redirects of a crawl");

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void redirectsStopWhereTheyCircleAfterTenAndWhereTheyMayNotGo() throws Exception {
        try (var web = new Web()) {
            web.status("/loop", "302 Found", "Location: /pool\n").status("/pool", "302 Found", "Location: /loop\n");
            web.status("/self", "301 Moved", "Location: /self\n");
            for (int i = 0; i < 14; i++) {
                web.status("/hop" + i, "302 Found", "Location: /hop" + (i + 1) + "\n");
            }
            web.status("/file", "302 Found", "Location: file:///etc/passwd\n");
            web.status("/bad", "302 Found", "Location: http://[::1\n");
            var report = web.crawl(Web.settings(), "/loop", "/self", "/hop0", "/file", "/bad");
            assertEquals(1, web.hits("/loop"));
            assertEquals(1, web.hits("/pool"));
            assertEquals(1, web.hits("/self"));
            assertEquals(1, web.hits("/hop10"), "ten are followed");
            assertEquals(0, web.hits("/hop11"));
            assertEquals(1, report.dropped().get(Dropped.HOPS));
            assertEquals(Reason.URL, refused(web, report, "/file"));
            assertEquals(Reason.URL, refused(web, report, "/bad"));
            for (int i = 0; i < 5; i++) {
                TRIED.one();
            }
        }
    }

    @Test
    void aServerThatWantsAnotherSpellingOfAQueryIsAskedInThatSpelling() throws Exception {
        try (var web = new Web()) {
            web.status("/ordered?b=2&a=1", "301 Moved", "Location: /ordered?a=1&b=2\n");
            web.page("/ordered?a=1&b=2", "in order");
            web.status("/mixed?a=1&b=2", "301 Moved", "Location: /mixed?b=2&a=1\n");
            web.page("/mixed?b=2&a=1", "mixed");
            web.status("/round?a=1&b=2", "301 Moved", "Location: /round?b=2&a=1\n");
            web.status("/round?b=2&a=1", "301 Moved", "Location: /round?a=1&b=2\n");
            var report = web.crawl(Web.settings(), "/ordered?b=2&amp;a=1", "/mixed?a=1&amp;b=2", "/round?a=1&amp;b=2");
            assertInstanceOf(Outcome.Page.class, web.outcome(report, "/ordered?a=1&b=2"));
            assertInstanceOf(Outcome.Page.class, web.outcome(report, "/mixed?b=2&a=1"));
            assertEquals(1, web.hits("/round?a=1&b=2"));
            assertEquals(1, web.hits("/round?b=2&a=1"));
            TRIED.one();
        }
    }

    private static Reason refused(Web web, CrawlReport report, String path) {
        return assertInstanceOf(Refused.class, web.outcome(report, path)).reason();
    }
}
