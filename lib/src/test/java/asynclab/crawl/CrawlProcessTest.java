package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.Tried;
import asynclab.web.Faults;
import asynclab.web.Latency;
import asynclab.web.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to a crawl's process, and what is left then: the sites are the witness.
 *
 * <p>{@code -Dasynclab.kills=20} kills twenty times instead of five.
 */
class CrawlProcessTest {
    private static final int KILLS = Integer.getInteger("asynclab.kills", 5);
    private static final int SITES = 4;
    private static final int PAGES_EACH = 500;
    private static final Tried TRIED = new Tried("ends of processes");

    /** A Ctrl-C is ignored by what a shell's {@code &} has started, and by all that starts from there. */
    private static final List<String> LISTENING =
            OS.LINUX.isCurrentOs() ? List.of("env", "--default-signal=INT") : List.of();

    private final List<Site> sites = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        sites.forEach(Site::close);
    }

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void killedAgainAndAgainItLosesNothing() throws Exception {
        open(SITES, PAGES_EACH);
        Path file = folder.resolve("pages.jsonl");
        var random = new SplittableRandom(7);
        for (int kill = 0; kill < KILLS; kill++) {
            TRIED.one();
            try (var crawl = CrawlProcess.resume(file, sites)) {
                int more = random.nextInt(1, SITES * PAGES_EACH / KILLS);
                crawl.awaitRequests(sites, CrawlProcess.requests(sites) + more);
                Thread.sleep(0, random.nextInt(1_000_000)); // anywhere between two requests, too
                assertTrue(crawl.isAlive(), crawl::said);
                crawl.kill();
            }
        }
        assertGoesOnToTheEnd(file);
        long again = fetchedAgain();
        System.out.println("kills: " + KILLS + " in a crawl of " + SITES * PAGES_EACH + " pages, " + SITES
                + " in flight: URLs lost: 0, fetched twice: " + again);
        assertTrue(again <= (long) KILLS * SITES, again + " URLs were fetched twice");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no program there sends a Ctrl-C to another")
    void ctrlCEndsItWithinFiveSecondsAndItGoesOnLater() throws Exception {
        TRIED.one();
        open(2, 60);
        sites.forEach(site -> site.faults(Faults.none().withLatency(Latency.fixed(Duration.ofMillis(20)))));
        Path file = folder.resolve("pages.jsonl");
        try (var crawl = CrawlProcess.under(LISTENING, file, sites)) {
            crawl.awaitRequests(sites, 30);
            crawl.interrupt();
            assertEquals(130, crawl.exit(Duration.ofSeconds(5)), crawl::said);
            assertTrue(crawl.said().contains(" pages in "), crawl::said);
        }
        sites.forEach(site -> site.faults(Faults.none()));
        assertGoesOnToTheEnd(file);
        assertEquals(0, fetchedAgain(), "what was under way was waited for");
    }

    @Test
    void aSecondOneOnTheSameFileIsRefusedAndTheFirstGoesOn() throws Exception {
        TRIED.one();
        open(1, 40);
        sites.getFirst().faults(Faults.none().withLatency(Latency.fixed(Duration.ofMillis(60))));
        Path file = folder.resolve("pages.jsonl");
        try (var first = CrawlProcess.resume(file, sites)) {
            first.awaitRequests(sites, 3);
            try (var second = CrawlProcess.resume(file, sites)) {
                assertEquals(1, second.exit(Duration.ofMinutes(1)), second::said);
                assertTrue(second.said().contains("in use by another crawl"), second::said);
            }
            assertTrue(first.isAlive(), first::said);
            sites.getFirst().faults(Faults.none());
            assertEquals(0, first.exit(Duration.ofMinutes(2)), first::said);
        }
        assertAllThere(file);
    }

    /** A limit on the size of files, which is met in the middle of a write as a full disk is. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no ulimit")
    void aFullDiskEndsItAndItGoesOnWhenThereIsRoom() throws Exception {
        open(1, 300);
        Path file = folder.resolve("pages.jsonl");
        for (int blocks : new int[] {4_000, 6_000}) { // of 512 bytes: the driver's own library must fit
            TRIED.one();
            var limited = List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh");
            try (var crawl = CrawlProcess.under(limited, file, sites)) {
                assertEquals(1, crawl.exit(Duration.ofMinutes(2)), crawl::said);
                assertTrue(crawl.said().contains("disk"), crawl::said);
                assertTrue(Files.size(file) > 0, crawl::said);
            }
        }
        assertGoesOnToTheEnd(file);
    }

    private void open(int count, int pages) {
        for (int i = 0; i < count; i++) {
            var site = Site.start(42 + i, pages);
            site.crawlDelay(Duration.ZERO);
            sites.add(site);
        }
    }

    private void assertGoesOnToTheEnd(Path file) throws Exception {
        try (var last = CrawlProcess.resume(file, sites)) {
            assertEquals(0, last.exit(Duration.ofMinutes(4)), last::said);
        }
        assertAllThere(file);
    }

    private void assertAllThere(Path file) throws Exception {
        var urls = CrawlProcess.urls(file);
        assertEquals(urls.size(), new HashSet<>(urls).size(), "results are unique");
        for (Site site : sites) {
            for (var page : site.truth().pages()) {
                assertTrue(urls.contains(site.uri(page.path()).toString()), () -> page.path() + " is lost");
            }
        }
        assertTrue(Files.size(file) > 0);
    }

    /** How many more requests there were than URLs, but for robots.txt, which every run reads. */
    private long fetchedAgain() {
        return sites.stream()
                .flatMap(site -> site.log().requestsPerPath().entrySet().stream())
                .filter(path -> !path.getKey().equals("/robots.txt"))
                .mapToLong(path -> path.getValue() - 1)
                .sum();
    }
}
