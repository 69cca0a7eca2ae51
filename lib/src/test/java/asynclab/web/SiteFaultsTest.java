package asynclab.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults as a client meets them. */
@Timeout(60)
class SiteFaultsTest {
    private final Site site = Site.start(42, 12);
    private final Browser browser = new Browser();

    @AfterEach
    void close() {
        browser.close();
        site.close();
    }

    @Test
    void sameSeedSameFaultsWhoeverAsksFirst() throws Exception {
        var faults = Faults.none().withErrors(0.4, 503);
        try (var other = Site.start(42, 12)) {
            site.faults(faults);
            other.faults(faults);
            var inOrder = answers(site, IntStream.rangeClosed(1, 12).boxed().toList());
            var mixed = new ArrayList<>(IntStream.rangeClosed(1, 12).boxed().toList());
            Collections.shuffle(mixed, new Random(3));
            assertEquals(inOrder, answers(other, mixed));
            assertTrue(inOrder.values().stream().anyMatch(statuses -> statuses.contains(503)));
            assertTrue(inOrder.values().stream().anyMatch(statuses -> statuses.contains(200)));
            inOrder.forEach((page, statuses) -> assertEquals(
                    statuses,
                    IntStream.rangeClosed(1, 3)
                            .mapToObj(n -> site.faultAt("/p/" + page, n).isPresent() ? 503 : 200)
                            .toList()));
        }
    }

    @Test
    void switchingCountsFromTheBeginning() throws Exception {
        for (int round = 0; round < 2; round++) {
            site.faults(Faults.none().withFailuresFirst(2, 503));
            assertEquals(List.of(503, 503, 200), List.of(status(1), status(1), status(1)));
        }
        assertEquals(503, site.faults().errorStatus());
    }

    @Test
    void aPartMayHaveFaultsOfItsOwn() throws Exception {
        site.faults("/p/1", Faults.none().withErrors(1, 500));
        assertEquals(List.of(500, 200, 200), List.of(status(1), status(2), status(11)));
        assertEquals(500, browser.status(site.uri("/p/1?x=1")));
        site.faults("/p/", Faults.none().withErrors(1, 503));
        assertEquals(List.of(500, 503, 503), List.of(status(1), status(2), status(11)), "the longest one decides");
        assertThrows(IllegalArgumentException.class, () -> site.faults("p", Faults.none()));
    }

    @Test
    void robotsFailOnlyByName() throws Exception {
        site.faults(Faults.none().withErrors(1, 503));
        assertEquals(200, browser.status(site.uri("/robots.txt")));
        assertEquals(200, browser.status(site.uri("/sitemap.xml")));
        site.faults("/robots.txt", Faults.none().withErrors(1, 500));
        assertEquals(500, browser.status(site.uri("/robots.txt")));
        assertEquals(200, browser.status(site.uri("/sitemap.xml")));
    }

    @Test
    void latencyIsWaitedBeforeTheAnswer() throws Exception {
        site.faults(Faults.none().withLatency(Latency.fixed(Duration.ofMillis(120))));
        status(1);
        var took = lastEntry().took().orElseThrow();
        assertTrue(took.compareTo(Duration.ofMillis(120)) >= 0, took.toString());
    }

    @Test
    void overTheRateItAsksToComeBackLater() throws Exception {
        site.faults(Faults.none().withRate(0.01, 2));
        assertEquals(List.of(200, 200, 429), List.of(status(1), status(2), status(3)));
        var answer = browser.get(site.url(4));
        int seconds = Integer.parseInt(Browser.header(answer, "Retry-After"));
        assertTrue(seconds > 60 && seconds <= 100, seconds + " s, at a request each 100 s");
        var entry = lastEntry();
        assertEquals(Optional.of(Fault.LIMITED), entry.fault());
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), entry.retryAfter());
        assertEquals(1, site.log().insideRetryAfter().size());
    }

    @Test
    void truncatedBodiesEndInTheMiddle() throws Exception {
        int whole = browser.get(site.url(3)).body().length;
        site.faults(Faults.none().withTruncations(1));
        assertThrows(IOException.class, () -> browser.get(site.url(3)));
        var entry = lastEntry();
        assertEquals(Optional.of(Fault.TRUNCATED), entry.fault());
        assertEquals(whole / 2, entry.bytes());
        assertEquals(200, entry.status().getAsInt());
        assertEquals(301, browser.status(site.uri("/")), "what has no body cannot be cut");
    }

    @Test
    void drippedBodiesArriveWholeAndLate() throws Exception {
        String whole = browser.text(site.url(3));
        site.faults(Faults.none().withDrips(1, Duration.ofMillis(150)));
        assertEquals(whole, browser.text(site.url(3)));
        var took = lastEntry().took().orElseThrow();
        assertEquals(Optional.of(Fault.DRIPPED), lastEntry().fault());
        assertTrue(took.compareTo(Duration.ofMillis(150)) >= 0, took.toString());
    }

    @Test
    void closedConnectionsHaveNoAnswer() {
        site.faults(Faults.none().withClosings(1));
        assertThrows(IOException.class, () -> status(3));
        assertEquals(Optional.of(Fault.CLOSED), lastEntry().fault());
        assertTrue(lastEntry().status().isEmpty());
    }

    @Test
    void silentOnesAnswerNobody() throws Exception {
        site.faults(Faults.none().withSilences(1));
        var answer =
                browser.client.sendAsync(HttpRequest.newBuilder(site.url(3)).build(), BodyHandlers.discarding());
        while (site.log().only(entry -> entry.fault().isPresent()).size() == 0) {
            Thread.sleep(5);
        }
        assertEquals(Optional.of(Fault.SILENT), lastEntry().fault());
        assertFalse(answer.isDone());
        assertTrue(answer.cancel(true));
        assertEquals(1, site.log().inFlight(), "the server does not know that its client has given up");
        site.close();
        assertEquals(0, site.log().inFlight());
        assertTrue(lastEntry().status().isEmpty());
    }

    @Test
    void differentSeedsFailDifferently() {
        try (var other = Site.start(43, 12)) {
            var faults = Faults.none().withErrors(0.5, 500);
            site.faults(faults);
            other.faults(faults);
            assertNotEquals(foreseen(site), foreseen(other));
        }
    }

    private static List<Boolean> foreseen(Site site) {
        return IntStream.range(0, 64)
                .mapToObj(n -> site.faultAt("/p/" + n, 1).isPresent())
                .toList();
    }

    /** Three requests for each page, pages side by side in this order. */
    private Map<Integer, List<Integer>> answers(Site site, List<Integer> pages) {
        var answers = new HashMap<Integer, List<Integer>>();
        var futures = new LinkedHashMap<Integer, Future<List<Integer>>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int page : pages) {
                futures.put(page, executor.submit(() -> {
                    var statuses = new ArrayList<Integer>();
                    for (int i = 0; i < 3; i++) {
                        statuses.add(browser.status(site.url(page)));
                    }
                    return statuses;
                }));
            }
        }
        for (var future : futures.entrySet()) {
            answers.put(future.getKey(), future.getValue().resultNow());
        }
        return answers;
    }

    private int status(int page) throws IOException, InterruptedException {
        return browser.status(site.url(page));
    }

    private AccessLog.Entry lastEntry() {
        return site.log().entries().getLast();
    }
}
