package asynclab;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class TimingsTest {
    private final FakeTicker time = new FakeTicker();
    private final Timings timings = Timings.named("downloads", time);

    @Test
    void timedGivesTheValueAndRecordsTheTime() throws Exception {
        var page = timings.timed("fetch", () -> {
            time.advance(ofMillis(250));
            return "page";
        });
        assertEquals("page", page);
        var fetch = timings.of("fetch").orElseThrow();
        assertEquals(1, fetch.successes());
        assertEquals(0, fetch.failures());
        assertEquals(ofMillis(250), fetch.max());
    }

    @Test
    void timedRecordsAFailureTooAndThrowsItOn() {
        var failure = new IOException("503");
        var thrown = assertThrows(
                IOException.class,
                () -> timings.timed("fetch", () -> {
                    time.advance(ofSeconds(1));
                    throw failure;
                }));
        assertSame(failure, thrown);
        var fetch = timings.of("fetch").orElseThrow();
        assertEquals(List.of(0L, 1L), List.of(fetch.successes(), fetch.failures()));
        assertEquals(ofSeconds(1), fetch.total());
    }

    @Test
    void timedTakesWorkThatGivesNothing() throws Exception {
        timings.timed("wait", () -> time.advance(ofSeconds(2)));
        assertEquals(ofSeconds(2), timings.of("wait").orElseThrow().mean());
    }

    @Test
    void nothingTimedIsSaidSo() {
        assertEquals(Optional.empty(), timings.of("fetch"));
        assertEquals(Optional.empty(), timings.overall());
        assertEquals(List.of(), timings.summaries());
        assertEquals("downloads: nothing timed yet", timings.picture().text());
        assertEquals(1, timings.picture().forms().size());
    }

    @Test
    void oneTimeIsEveryPercentile() {
        timings.add("fetch", ofMillis(1234).toNanos(), true);
        var t = ofMillis(1234);
        assertEquals(
                new Timings.Summary("fetch", 1, 0, t, t, t, t, t, t, t),
                timings.of("fetch").orElseThrow());
    }

    @Test
    void percentilesHaveThreeDigitsAndSumsAreExact() {
        for (int ms = 1; ms <= 100_000; ms++) {
            timings.add("fetch", ofMillis(ms).toNanos(), ms % 10 > 0);
        }
        var fetch = timings.of("fetch").orElseThrow();
        assertEquals(100_000, fetch.count());
        assertEquals(10_000, fetch.failures());
        assertEquals(ofMillis(1), fetch.min());
        assertEquals(ofSeconds(100), fetch.max());
        assertEquals(ofNanos(50_000_500_000L), fetch.mean());
        assertAbout(ofSeconds(50), fetch.p50());
        assertAbout(ofSeconds(90), fetch.p90());
        assertAbout(ofSeconds(99), fetch.p99());
    }

    @Test
    void timesFromNothingToHoursAreAllSensible() {
        for (var t : List.of(
                Duration.ZERO, ofNanos(1), ofNanos(850), ofMillis(3), ofSeconds(2), ofHours(3), ofHours(20_000))) {
            timings.add("any", t.toNanos(), true);
        }
        timings.add("any", -5, true); // a clock that went backwards is no reason to fail
        var any = timings.of("any").orElseThrow();
        assertEquals(Duration.ZERO, any.min());
        assertEquals(Duration.ofDays(365), any.max(), "a year is the most");
        assertTrue(any.p50().compareTo(any.p90()) <= 0 && any.p90().compareTo(any.p99()) <= 0);
        assertTrue(any.p99().compareTo(any.max()) <= 0);
        assertTrue(timings.toString().contains("365 d"), timings.toString());
        parse(svg());
    }

    @Test
    void overallIsAllNamesTogether() {
        timings.add("a", 10, true);
        timings.add("b", 30, false);
        var all = timings.overall().orElseThrow();
        assertEquals(
                new Timings.Summary(
                        "all",
                        1,
                        1,
                        ofNanos(40),
                        ofNanos(10),
                        ofNanos(20),
                        ofNanos(10),
                        ofNanos(30),
                        ofNanos(30),
                        ofNanos(30)),
                all);
    }

    @OnBothKinds
    void manyThreadsMayRecordAtOnce(OnBothKinds.Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            for (int i = 0; i < 20; i++) {
                scope.fork("recorder " + i, () -> {
                    for (int n = 0; n < 1_000; n++) {
                        timings.timed("n" + n % 3, () -> 1);
                        if (n % 100 == 0) {
                            var all = timings.overall().orElseThrow(); // of one moment
                            assertTrue(all.p50().compareTo(all.max()) <= 0 && all.count() > 0);
                        }
                    }
                });
            }
            scope.join();
        }
        assertEquals(20_000, timings.overall().orElseThrow().count());
    }

    @Test
    void theTextIsAnAlignedTable() {
        timings.add("fetch", ofMillis(1020).toNanos(), true);
        timings.add("fetch", ofMillis(20).toNanos(), true);
        timings.add("parse all", 12_500, false);
        assertEquals("""
                downloads
                name       count  failed      min     mean      p50      p90      p99      max    total
                fetch          2       0    20 ms   520 ms    20 ms   1.02 s   1.02 s   1.02 s   1.04 s
                parse all      1       1  12.5 µs  12.5 µs  12.5 µs  12.5 µs  12.5 µs  12.5 µs  12.5 µs
                all            3       1  12.5 µs   347 ms    20 ms   1.02 s   1.02 s   1.02 s   1.04 s""", timings.toString());
    }

    @Test
    void theHtmlIsATableWithThePictureAndEscapesNames() {
        timings.add("<b>&\"x\"</b>", 1_000_000, true);
        var html = form("text/html");
        assertTrue(html.startsWith("<table><caption") && html.contains(">downloads</caption>"), html);
        assertTrue(html.contains(">&lt;b&gt;&amp;"), html);
        assertFalse(html.contains("<b>"), html);
        var image = html.replaceFirst("(?s).*base64,([^\"]+)\".*", "$1");
        parse(new String(Base64.getDecoder().decode(image), StandardCharsets.UTF_8));
    }

    @Test
    void thePictureSaysInWordsWhatItShows() {
        timings.add("fetch", ofMillis(20).toNanos(), true);
        timings.add("fetch", ofMillis(30).toNanos(), false);
        var svg = parse(svg());
        assertEquals("img", svg.getDocumentElement().getAttribute("role"));
        assertEquals("downloads", svg.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(
                "fetch: 2 timed, 1 failed, half within 20 ms, 99 % within 30 ms, the longest 30 ms.",
                svg.getElementsByTagName("desc").item(0).getTextContent());
    }

    @Test
    void manyNamesStayReadable() {
        for (int i = 0; i < 100; i++) {
            timings.add("name " + i, i * 1_000_000L, true);
        }
        assertEquals(44, timings.toString().lines().count()); // title, header, 40 names, all, and 60 more
        assertTrue(svg().length() < 60_000, svg().length() + " characters");
        assertTrue(svg().contains("and 88 more names"));
    }

    private String svg() {
        return form("image/svg+xml");
    }

    private String form(String mime) {
        return Objects.requireNonNull(timings.picture().forms().get(mime), mime);
    }

    private static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + svg, e);
        }
    }

    private static void assertAbout(Duration expected, Duration actual) {
        double ratio = (double) actual.toNanos() / expected.toNanos();
        assertTrue(ratio > 0.999 && ratio < 1.001, actual + " is not within 0.1 % of " + expected);
    }
}
