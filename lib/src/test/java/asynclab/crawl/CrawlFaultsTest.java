package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.crawl.Outcome.Reason;
import asynclab.crawl.Outcome.Refused;
import asynclab.http.ByteCaps;
import asynclab.http.FetchException.Kind;
import asynclab.http.RawServer;
import asynclab.http.Timeouts;
import asynclab.http.TlsServer;
import asynclab.http.Tried;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages and their servers do wrong: each becomes an outcome, and the crawl goes on. */
class CrawlFaultsTest {
    private static final Tried TRIED = new Tried("pages of a crawl");
    private static final String HTML = "Content-Type: text/html\n";

    private Web web;

    @BeforeEach
    void open() throws IOException {
        web = new Web();
    }

    @AfterEach
    void close() throws IOException {
        web.close();
    }

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void aPassingErrorIsAskedAgainAndALastingOneIsNot() throws Exception {
        TRIED.one();
        TRIED.one();
        TRIED.one();
        var tries = new AtomicInteger();
        web.script(
                "/twice",
                (_, _, out) -> RawServer.write(
                        out,
                        tries.incrementAndGet() <= 2
                                ? Web.head("500 Internal Server Error", "", 0)
                                : Web.head("200 OK", HTML, 2) + "ok"));
        web.status("/always", "500 Internal Server Error", "");
        var report = web.crawl(Web.settings(), "/twice", "/always", "/missing");
        assertInstanceOf(Outcome.Page.class, web.outcome(report, "/twice"));
        assertEquals(3, web.hits("/twice"));
        assertEquals(new Outcome.HttpError(500), web.outcome(report, "/always"));
        assertEquals(3, web.hits("/always"));
        assertEquals(new Outcome.HttpError(404), web.outcome(report, "/missing"));
        assertEquals(1, web.hits("/missing"));
        assertEquals(4, report.retries());
    }

    @Test
    void brokenConnectionsAndBrokenAnswersAreFailuresOfTheirKind() throws Exception {
        web.script("/reset", (_, socket, _) -> RawServer.reset(socket));
        web.script("/half", (_, socket, out) -> {
            RawServer.write(out, Web.head("200 OK", HTML, 100) + "half");
            RawServer.reset(socket);
        });
        web.raw("/long", Web.head("200 OK", HTML, 100) + "short");
        web.raw("/none", "HTTP/1.1 204 No Content\nContent-Length: 3\n\nxyz");
        web.raw("/noise", "\u0000\u0001\u0002\n\n");
        web.raw("/flood", "HTTP/1.1 200 OK\n" + ("X: " + "y".repeat(2000) + "\n").repeat(50) + "\n");
        web.status("/nowhere", "302 Found", "");
        var report = web.crawl(Web.settings(), "/reset", "/half", "/long", "/none", "/noise", "/flood", "/nowhere");
        assertFailed(Kind.CLOSED, report, "/reset");
        assertFailed(Kind.CLOSED, report, "/half");
        assertFailed(Kind.CLOSED, report, "/long");
        assertFailed(Kind.PROTOCOL, report, "/none");
        assertFailed(Kind.PROTOCOL, report, "/noise");
        assertFailed(Kind.PROTOCOL, report, "/flood");
        assertFailed(Kind.PROTOCOL, report, "/nowhere");
    }

    @Test
    void whatDripsOrNeverEndsIsGivenUpInTime() throws Exception {
        web.script("/drip", (_, _, out) -> {
            RawServer.write(out, Web.head("200 OK", HTML, 10_000));
            RawServer.drip(out, "x", Duration.ofMillis(30));
        });
        web.script("/headers", (_, _, out) -> {
            RawServer.write(out, "HTTP/1.1 200 OK\n");
            RawServer.drip(out, "X: y\n", Duration.ofMillis(30));
        });
        var hasty = Web.settings()
                .withTimeouts(Timeouts.within(Duration.ofMillis(600)))
                .withLocal(Politeness.local().withAttempts(1, Duration.ofMillis(1)));
        var report = web.crawl(hasty, "/drip", "/headers");
        assertFailed(Kind.TIMEOUT, report, "/drip");
        assertFailed(Kind.TIMEOUT, report, "/headers");
        assertTrue(report.elapsed().toMillis() < 6_000, report::toString);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedOrCutIfAskedFor() throws Exception {
        web.page("/big", "<a href='/b'>b</a>" + "x".repeat(100_000));
        web.raw("/huge", "HTTP/1.1 200 OK\n" + HTML + "Content-Length: 10737418240\n\n");
        var caps = ByteCaps.upTo(50_000);
        var report = web.crawl(Web.settings().withCaps(caps), "/big", "/huge");
        assertRefused(Reason.TOO_LARGE, report, "/big");
        assertRefused(Reason.TOO_LARGE, report, "/huge");
        report = web.crawl(Web.settings().withCaps(caps.withCut()), "/big");
        var page = assertInstanceOf(Outcome.Page.class, web.outcome(report, "/big"));
        assertTrue(page.cut());
        assertEquals(1, page.links().size());
    }

    /** 10 MiB that would be 10 GiB. What the server could send before the client hung up is what the client took. */
    @Test
    void aBombIsRefusedAfterAFractionOfIt() throws Exception {
        byte[] packed = packed(64 << 20); // again and again: gzip allows many members in a row
        var sent = new AtomicInteger();
        web.script("/bomb", (_, _, out) -> {
            RawServer.write(out, Web.head("200 OK", HTML + "Content-Encoding: gzip\n", 10 << 20));
            while (sent.get() < 10 << 20) {
                out.write(packed);
                sent.addAndGet(packed.length);
            }
        });
        var caps = new ByteCaps(20 << 20, 20L << 30, false);
        var report = web.crawl(Web.settings().withCaps(caps), "/bomb");
        assertRefused(Reason.TOO_LARGE, report, "/bomb");
        assertTrue(sent.get() < 9 << 20, sent + " bytes were taken");
    }

    private static byte[] packed(int zeros) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[zeros]);
        }
        return packed.toByteArray();
    }

    @Test
    void encodingsThatNobodyAskedForAreRefusedAndBrokenOnesFail() throws Exception {
        web.bytes("/br", HTML + "Content-Encoding: br\n", "x".getBytes(StandardCharsets.US_ASCII));
        web.bytes("/two", HTML + "Content-Encoding: gzip, gzip\n", "x".getBytes(StandardCharsets.US_ASCII));
        web.bytes("/bad", HTML + "Content-Encoding: gzip\n", "not packed".getBytes(StandardCharsets.US_ASCII));
        var report = web.crawl(Web.settings(), "/br", "/two", "/bad");
        assertRefused(Reason.ENCODING, report, "/br");
        assertRefused(Reason.ENCODING, report, "/two");
        assertFailed(Kind.DECODE, report, "/bad");
    }

    @Test
    void onlyWhatIsSaidOrSeenToBeHtmlIsParsed() throws Exception {
        String html = "<!doctype html><title>t</title><a href=\"/found\">x</a>";
        byte[] bytes = html.getBytes(StandardCharsets.US_ASCII);
        web.bytes("/plain", "Content-Type: text/plain\n", bytes);
        web.bytes("/untyped", "", bytes);
        web.bytes("/nosniff", "X-Content-Type-Options: nosniff\n", bytes);
        web.raw("/image", "HTTP/1.1 200 OK\nContent-Type: image/png\nContent-Length: 1000000\n\n");
        var report = web.crawl(Web.settings(), "/plain", "/untyped", "/nosniff", "/image");
        assertEquals(0, page(report, "/plain").links().size());
        assertEquals("t", page(report, "/untyped").title());
        assertEquals(0, page(report, "/nosniff").links().size());
        assertRefused(Reason.TYPE, report, "/image");
        TRIED.one();
        TRIED.one();
    }

    @Test
    void charsetsAreReadByMarkHeaderAndDeclaration() throws Exception {
        String title = "<title>Löwe</title>";
        web.bytes("/bogus", "Content-Type: text/html; charset=bogus\n", title.getBytes(StandardCharsets.UTF_8));
        web.bytes("/illegal", "Content-Type: text/html; charset=;;\n", title.getBytes(StandardCharsets.UTF_8));
        web.bytes("/mark", HTML, ("\uFEFF" + title).getBytes(StandardCharsets.UTF_16LE));
        web.bytes(
                "/japanese",
                HTML,
                "<meta charset=\"Shift_JIS\"><title>獅子</title>".getBytes(Charset.forName("Shift_JIS")));
        var report = web.crawl(Web.settings(), "/bogus", "/illegal", "/mark", "/japanese");
        assertEquals("Löwe", page(report, "/bogus").title());
        assertEquals("Löwe", page(report, "/illegal").title());
        assertEquals("Löwe", page(report, "/mark").title());
        assertEquals("獅子", page(report, "/japanese").title());
        for (int i = 0; i < 4; i++) {
            TRIED.one();
        }
    }

    private Outcome.Page page(CrawlReport report, String path) {
        return assertInstanceOf(Outcome.Page.class, web.outcome(report, path));
    }

    @Test
    void aCertificateOfAnotherNameIsAFailureAndNothingIsReadFromItsHost(@TempDir Path folder) throws Exception {
        TRIED.one();
        try (var server = new TlsServer(folder)) {
            // The host's robots.txt cannot be had either, so no page of it is asked for.
            var seed = server.uri("127.0.0.1");
            var report = Crawler.with(Web.settings(), server::fetcher).crawl(seed);
            var refused =
                    assertInstanceOf(Refused.class, report.visits().getFirst().outcome());
            assertEquals(Reason.NO_ROBOTS, refused.reason(), refused::toString);
            assertTrue(refused.detail().contains("TLS") || refused.detail().contains("certificate"), refused::toString);
        }
    }

    private void assertFailed(Kind kind, CrawlReport report, String path) {
        TRIED.one();
        var outcome = web.outcome(report, path);
        assertEquals(
                kind,
                assertInstanceOf(Outcome.Failed.class, outcome, () -> path + " " + outcome)
                        .kind(),
                path);
    }

    private void assertRefused(Reason reason, CrawlReport report, String path) {
        TRIED.one();
        var outcome = web.outcome(report, path);
        assertEquals(
                reason,
                assertInstanceOf(Refused.class, outcome, () -> path + " " + outcome)
                        .reason(),
                path);
    }
}
