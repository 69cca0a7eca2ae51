package asynclab.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.web.AccessLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The log's arithmetic, on entries written by hand; times in milliseconds. */
class AccessLogTest {
    private static final Instant ZERO = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void maxInFlightIsTheMostAtOneMoment() {
        assertEquals(0, log().maxInFlight());
        assertEquals(1, log(entry(1, 0, 10), entry(2, 10, 20), entry(3, 20, 30)).maxInFlight());
        assertEquals(
                3,
                log(entry(1, 0, 100), entry(2, 10, 30), entry(3, 20, 40), entry(4, 50, 60))
                        .maxInFlight());
    }

    @Test
    void requestsStillInFlightCountToTheEnd() {
        var log = log(unanswered(1, 0), entry(2, 1_000, 2_000), unanswered(3, 1_500));
        assertEquals(3, log.maxInFlight());
        assertEquals(2, log.inFlight());
    }

    @Test
    void gapsRunFromStartToStart() {
        assertEquals(List.of(), log(entry(1, 5, 6)).gaps());
        assertEquals(
                List.of(ms(10), ms(90)),
                log(entry(1, 0, 1), entry(3, 100, 200), entry(2, 10, 500)).gaps());
    }

    @Test
    void rateInFindsTheBusiestWindowWhereverItBegins() {
        // Fixed seconds would see 3 and 3; the second from 700 on has 5.
        var log = log(
                entry(1, 0, 1),
                entry(2, 700, 701),
                entry(3, 800, 801),
                entry(4, 1_000, 1_001),
                entry(5, 1_100, 1_101),
                entry(6, 1_699, 1_700));
        assertEquals(5, log.rateIn(ms(1_000)));
        assertEquals(6, log.rateIn(ms(1_700)));
        assertEquals(1, log.rateIn(ms(1)));
        assertThrows(IllegalArgumentException.class, () -> log.rateIn(Duration.ZERO));
    }

    @Test
    void aWindowEndsBeforeTheMomentItIsLong() {
        assertEquals(1, log(entry(1, 0, 1), entry(2, 500, 501)).rateIn(ms(500)));
        assertEquals(2, log(entry(1, 0, 1), entry(2, 499, 501)).rateIn(ms(500)));
    }

    @Test
    void countsPerPathStatusAndConnection() {
        var log = log(
                with(entry(1, 0, 1), "/a", 200, 1), with(entry(2, 1, 2), "/b?x=1", 503, 2),
                with(entry(3, 2, 3), "/a", 200, 1), with(unanswered(4, 3), "/c", 0, 2));
        assertEquals(Map.of("/a", 2, "/b?x=1", 1, "/c", 1), log.requestsPerPath());
        assertEquals(
                List.of("/a", "/b?x=1", "/c"), List.copyOf(log.requestsPerPath().keySet()));
        assertEquals(Map.of(200, 2, 503, 1), log.requestsPerStatus());
        assertEquals(2, log.connections());
    }

    @Test
    void viewsNarrowTheLog() {
        var log = log(
                with(entry(1, 0, 1), "/p/1", 200, 1),
                with(entry(2, 1, 2), "/p/2", 200, 1),
                with(entry(3, 2, 3), "/q", 200, 1));
        assertEquals(2, log.since(new AccessLog.Mark(1)).size());
        assertEquals(
                1, log.between(new AccessLog.Mark(1), new AccessLog.Mark(2)).size());
        assertEquals(2, log.under("/p/").size());
        assertEquals(1, log.only(entry -> entry.path().equals("/q")).size());
        assertEquals(0, log.sinceNow().size());
        assertEquals(3, log.mark().number());
    }

    @Test
    void insideRetryAfterAreThoseThatCameTooEarly() {
        var asked = new Entry(
                1,
                at(0),
                Optional.of(at(10)),
                1,
                "GET",
                "/a",
                OptionalInt.of(429),
                0,
                Optional.empty(),
                1,
                false,
                Optional.of(Fault.LIMITED),
                Optional.of(ms(1_000)),
                false);
        var log = log(asked, entry(2, 5, 6), entry(3, 11, 12), entry(4, 1_009, 1_020), entry(5, 1_010, 1_030));
        assertEquals(
                List.of(3L, 4L),
                log.insideRetryAfter().stream().map(Entry::number).toList());
    }

    @Test
    void tookIsEmptyWhileInFlight() {
        assertEquals(Optional.of(ms(7)), entry(1, 3, 10).took());
        assertEquals(Optional.empty(), unanswered(1, 3).took());
    }

    @Test
    void tableHasALineARequestAndSaysWhatIsLeftOut() {
        assertEquals("no requests", log().toString());
        var lines = log(entry(1, 0, 1), with(unanswered(2, 1), "/x".repeat(50), 0, 2))
                .toString()
                .lines()
                .toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).contains("in flight"), lines.get(0));
        assertTrue(lines.get(1).contains("/p/1") && lines.get(1).contains("1.0"), lines.get(1));
        assertTrue(lines.get(2).contains("…"), lines.get(2));
        var many = new ArrayList<Entry>();
        for (int i = 1; i <= 100; i++) {
            many.add(entry(i, i, i + 1));
        }
        assertTrue(AccessLog.of(many).toString().endsWith("… and 60 more"));
        assertEquals(AccessLog.of(many).toString(), AccessLog.of(many).picture().text());
    }

    @Test
    void recorderKeepsTheNewestAndNumbersGoOn() {
        var recorder = new Recorder(3);
        for (int i = 1; i <= 5; i++) {
            recorder.begin("GET", "/" + i, Optional.empty(), new Connections.Use(1, false))
                    .end();
        }
        assertEquals(
                List.of(3L, 4L, 5L),
                recorder.entriesAfter(0).stream().map(Entry::number).toList());
        recorder.clear();
        recorder.begin("GET", "/6", Optional.empty(), new Connections.Use(1, false));
        assertEquals(
                List.of(6L),
                recorder.entriesAfter(0).stream().map(Entry::number).toList());
    }

    @Test
    void recorderCutsLongPaths() {
        var recorder = new Recorder(3);
        recorder.begin("GET", "/" + "x".repeat(100_000), Optional.of("y".repeat(9_999)), new Connections.Use(1, false));
        var entry = recorder.entriesAfter(0).getFirst();
        assertTrue(entry.path().length() < 3_000);
        assertTrue(entry.userAgent().orElseThrow().length() < 300);
    }

    @Test
    void visitsEndOnce() {
        var recorder = new Recorder(3);
        var visit = recorder.begin("GET", "/", Optional.empty(), new Connections.Use(1, false));
        visit.end();
        visit.end();
        var next = recorder.begin("GET", "/", Optional.empty(), new Connections.Use(1, true));
        assertEquals(1, next.entry().inFlight());
        assertFalse(next.entry().end().isPresent());
    }

    private static AccessLog log(Entry... entries) {
        return AccessLog.of(List.of(entries));
    }

    private static Entry entry(long number, long start, long end) {
        return entry(number, start, Optional.of(at(end)), "/p/" + number, OptionalInt.of(200), 1);
    }

    private static Entry unanswered(long number, long start) {
        return entry(number, start, Optional.empty(), "/p/" + number, OptionalInt.empty(), 1);
    }

    private static Entry with(Entry entry, String path, int status, int connection) {
        var known = status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
        return entry(
                entry.number(), Duration.between(ZERO, entry.start()).toMillis(), entry.end(), path, known, connection);
    }

    private static Entry entry(
            long number, long start, Optional<Instant> end, String path, OptionalInt status, int connection) {
        return new Entry(
                number,
                at(start),
                end,
                1,
                "GET",
                path,
                status,
                10,
                Optional.of("test"),
                connection,
                false,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Instant at(long millis) {
        return ZERO.plusMillis(millis);
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
