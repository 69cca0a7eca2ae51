package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.web.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** How a crawl ends before its end, and what else can be asked of one. */
class CrawlStopTest {
    @Test
    void aStopEndsWithinFiveSecondsAndGivesEveryLeaseBack() throws Exception {
        try (var web = new Web();
                var frontier = new MemoryFrontier()) {
            web.links("/", "/slow", "/next").script("/slow", (_, _, _) -> Thread.sleep(Duration.ofSeconds(20)));
            var crawler = Crawler.with(Web.settings());
            var ended = crawl(crawler, frontier, web.uri("/"));
            awaitHit(web, "/slow");
            long start = System.nanoTime();
            crawler.stop();
            var report = assertInstanceOf(CrawlReport.class, ended.get(20, TimeUnit.SECONDS));
            assertTrue(System.nanoTime() - start < 5_000_000_000L, "it took more than 5 s");
            assertEquals(1, report.pages());
            assertEquals(new Counts(2, 0, 1, 1), frontier.counts());
            assertSame(report, crawler.report().orElseThrow());
        }
    }

    @Test
    void anInterruptEndsItAtOnceAndGivesEveryLeaseBack() throws Exception {
        try (var web = new Web();
                var frontier = new MemoryFrontier()) {
            web.links("/", "/slow").script("/slow", (_, _, _) -> Thread.sleep(Duration.ofSeconds(20)));
            var crawler = Crawler.with(Web.settings());
            var ended = new CompletableFuture<Object>();
            var thread = Thread.ofVirtual().start(() -> ended.complete(run(crawler, frontier, web.uri("/"))));
            awaitHit(web, "/slow");
            thread.interrupt();
            assertInstanceOf(InterruptedException.class, ended.get(10, TimeUnit.SECONDS));
            assertEquals(0, frontier.counts().leased());
            assertEquals(1, crawler.report().orElseThrow().pages());
        }
    }

    @Test
    void aSinkThatCannotKeepEndsTheCrawl() throws Exception {
        try (var web = new Web();
                var frontier = new MemoryFrontier()) {
            web.links("/", "/a").links("/a");
            VisitSink full = _ -> {
                throw new IOException("no space left on device");
            };
            var failure = assertThrows(
                    IOException.class, () -> Crawler.with(Web.settings()).crawl(frontier, full, List.of(web.uri("/"))));
            assertEquals("no space left on device", failure.getMessage());
            assertEquals(0, web.hits("/a"));
            assertEquals(1, web.hits("/"), "none of those that waited for a lease asks again");
        }
    }

    @Test
    void onlyWhatHasChangedIsFetchedAgainAndItsLinksAreStillFollowed() throws Exception {
        try (var site = Site.start(11, 20)) {
            site.crawlDelay(Duration.ZERO);
            var limits = CrawlLimits.usual().withDepth(30).withPerShape(40);
            var settings = CrawlSettings.usual().withLimits(limits).withoutSitemaps();
            var first = Crawler.with(settings).crawl(site.home());
            Map<String, Memory.Known> known = new HashMap<>();
            for (Visit visit : first.visits()) {
                if (visit.outcome() instanceof Outcome.Page page) {
                    known.put(visit.link().url(), new Memory.Known(page.validators(), page.links()));
                }
            }
            known.remove(site.url(3).toString());
            var again = Crawler.with(settings.withMemory(url -> Optional.ofNullable(known.get(url))))
                    .crawl(site.home());
            assertTrue(again.outcomes().getOrDefault("not modified", 0L) >= 19, again::toString);
            assertEquals(first.visits().size(), again.visits().size());
            assertTrue(again.bytes() < first.bytes(), again::toString);
        }
    }

    @Test
    void everyFetchIsAnEventOfTheRecorder() throws Exception {
        var file = Files.createTempFile("fetches", ".jfr");
        try (var web = new Web();
                var recording = new Recording()) {
            recording.enable("asynclab.Fetch");
            recording.start();
            String own = web.uri("/").toString();
            web.crawl(Web.settings(), "/gone");
            recording.stop();
            recording.dump(file);
            var seen = new ArrayList<String>();
            RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals("asynclab.Fetch"))
                    // What other tests' recordings held in memory comes along.
                    .filter(event -> event.getString("url").startsWith(own))
                    .forEach(event -> seen.add(
                            event.getString("outcome") + " " + event.getInt("status") + " " + event.getInt("attempt")));
            assertEquals(Set.of("page 200 1", "error 404 1"), Set.copyOf(seen)); // a file has no order of its own
            assertEquals(2, seen.size());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void fieldsAreTakenAndATakersMistakeIsAField() throws Exception {
        try (var web = new Web()) {
            web.page("/", "<b class=\"price\">7</b><a href=\"/a\">a</a>").page("/a", "<i>none</i>");
            Extractor price =
                    page -> Map.of("price", page.select("b.price").getFirst().text());
            var report = Crawler.with(Web.settings().withExtractor(price)).crawl(web.uri("/"));
            assertEquals(Map.of("price", "7"), ((Outcome.Page) web.outcome(report, "/")).fields());
            assertTrue(((Outcome.Page) web.outcome(report, "/a")).fields().containsKey("error"));
            var table = CrawlTables.visits(report.visits());
            assertEquals(2, table.rowCount());
            assertEquals(200, table.intColumn("status").get(0));
            assertEquals(1, table.intColumn("links in").get(1));
        }
    }

    private static void awaitHit(Web web, String path) throws InterruptedException {
        for (int i = 0; i < 2_000 && web.hits(path) == 0; i++) {
            Thread.sleep(5);
        }
        assertEquals(1, web.hits(path));
    }

    private static CompletableFuture<Object> crawl(Crawler crawler, Frontier frontier, URI seed) {
        return CompletableFuture.supplyAsync(() -> run(crawler, frontier, seed));
    }

    private static Object run(Crawler crawler, Frontier frontier, URI seed) {
        try {
            return crawler.crawl(frontier, VisitSink.none(), List.of(seed));
        } catch (IOException | InterruptedException e) {
            return e;
        }
    }
}
