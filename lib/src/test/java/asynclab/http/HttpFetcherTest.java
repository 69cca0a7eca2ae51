package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.web.AccessLog;
import asynclab.web.PracticeWeb;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpFetcherTest extends FetcherFixture {
    @Test
    void fetchesAPage() throws Exception {
        var page = fetcher.fetch(web.uri("/html"));
        assertEquals(200, page.status());
        assertTrue(page.isSuccess());
        assertTrue(page.text().contains("<h1>"), page.text());
        assertEquals("text/html", page.head().mediaType().orElseThrow());
        assertEquals(page.bytes().length, page.wireBytes());
        assertFalse(page.took().isNegative());
    }

    @Test
    void anErrorStatusIsAResponse() throws Exception {
        var page = fetcher.fetch(web.uri("/status/503"));
        assertEquals(503, page.status());
        assertFalse(page.isSuccess());
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        var log = web.log().sinceNow();
        for (int i = 0; i < 20; i++) {
            fetcher.fetch(web.uri("/bytes/2000"));
        }
        assertEquals(20, log.size());
        assertEquals(1, log.connections(), log::toString);
    }

    @Test
    void aRedirectLeavesItsConnectionUsable() throws Exception {
        var log = web.log().sinceNow();
        var page = fetcher.fetch(web.uri("/redirect/3"));
        assertEquals(200, page.status());
        assertEquals(3, page.head().hops().size());
        assertEquals(web.uri("/get"), page.head().uri());
        assertEquals(4, log.size());
        assertEquals(1, log.connections(), log::toString);
    }

    @Test
    void theServerSeesAtMostTheLimitOfOneHost() throws Exception {
        try (var five =
                HttpFetcher.with(FetchSettings.usual().withLimits(5, 50)).open()) {
            var log = web.log().sinceNow();
            var results = five.fetchAll(Collections.nCopies(40, FetchRequest.get(web.uri("/delay/0.02"))));
            assertEquals(40, results.stream().flatMap(r -> r.success().stream()).count());
            assertEquals(5, log.maxInFlight(), log::toString);
            assertTrue(log.connections() <= 5, log::toString);
        }
    }

    @Test
    void theServersSeeAtMostTheLimitInAll() throws Exception {
        try (var three =
                        HttpFetcher.with(FetchSettings.usual().withLimits(3, 3)).open();
                var other = PracticeWeb.start()) {
            var mine = web.log().sinceNow();
            var requests = IntStream.range(0, 24)
                    .mapToObj(i -> FetchRequest.get((i % 2 == 0 ? web : other).uri("/delay/0.02")))
                    .toList();
            three.fetchAll(requests);
            var both = new ArrayList<>(mine.entries());
            both.addAll(other.log().entries());
            assertEquals(3, AccessLog.of(both).maxInFlight());
        }
    }

    @Test
    void sendsItsNameAndDefaultHeadersWithEveryRequest() throws Exception {
        var settings = FetchSettings.usual()
                .withUserAgent("Atlas/2 (+mailto:crew@atlas.invalid)")
                .withHeader("X-Voyage", "7");
        try (var named = HttpFetcher.with(settings).open()) {
            String seen = named.fetch(FetchRequest.get(web.uri("/headers")).withHeader("x-voyage", "8"))
                    .text();
            assertTrue(seen.contains("Atlas/2 (+mailto:crew@atlas.invalid)"), seen);
            assertTrue(seen.contains("\"X-Voyage\": \"8\""), seen);
            assertTrue(seen.contains("gzip, deflate"), seen);
        }
    }

    @Test
    void postsJson() throws Exception {
        var answer = fetcher.fetch(
                FetchRequest.postJson(web.uri("/post"), Map.of("name", "Ada Löwe", "langs", List.of("Java", 25))));
        assertTrue(answer.text().contains("\"name\": \"Ada Löwe\""), answer.text());
        assertTrue(answer.text().contains("application/json"), answer.text());
    }

    @Test
    void aBatchKeepsItsOrderAndItsFailuresAsValues() throws Exception {
        var results = fetcher.fetchAll(List.of(
                FetchRequest.get(web.uri("/delay/0.05")),
                FetchRequest.postJson(web.uri("/post"), Map.of("n", 1)),
                FetchRequest.get(URI.create("http://127.0.0.1:1/")),
                FetchRequest.get(web.uri("/status/404")),
                FetchRequest.get(URI.create("ftp://127.0.0.1/"))));
        assertEquals(
                List.of("200", "200", "CONNECT", "404", "SCHEME"),
                results.stream()
                        .map(result -> switch (result) {
                            case FetchResult.Answered(var _, var response) -> Integer.toString(response.status());
                            case FetchResult.Failed(var _, var failure) ->
                                failure.kind().name();
                        })
                        .toList());
        assertEquals(2, results.stream().flatMap(r -> r.success().stream()).count());
    }

    @Test
    void aLargeBodyIsReadAsItArrivesAndNeverWhole() throws Exception {
        long size = 64L << 20;
        var settings = FetchSettings.usual().withCaps(ByteCaps.upTo(size));
        try (var streaming = HttpFetcher.with(settings).open()) {
            var largest = new AtomicLong();
            long read = streaming.fetch(FetchRequest.get(web.uri("/bytes/" + size)), (_, body) -> {
                var block = new byte[32 << 10];
                long sum = 0;
                for (int n = body.read(block); n >= 0; n = body.read(block)) {
                    sum += n;
                    largest.accumulateAndGet(n, Math::max);
                }
                return sum;
            });
            assertEquals(size, read);
            assertTrue(largest.get() <= 32 << 10);
        }
    }

    @Test
    void whatAReaderThrowsReachesItsCaller() {
        var full = assertThrows(
                IOException.class,
                () -> fetcher.fetch(FetchRequest.get(web.uri("/html")), (_, _) -> {
                    throw new IOException("disk full");
                }));
        assertEquals("disk full", full.getMessage());
    }

    @Test
    void aCharsetComesFromMarkHeaderDeclarationOrIsUtf8() {
        var utf8 = "<p>Löwe</p>".getBytes(StandardCharsets.UTF_8);
        assertEquals("<p>Löwe</p>", Charsets.text(Optional.empty(), utf8));
        assertEquals("<p>Löwe</p>", Charsets.text(Optional.of("no-such-charset"), utf8));
        var latin = "<meta charset=\"iso-8859-1\"><p>Löwe</p>".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(Charsets.text(Optional.empty(), latin).contains("Löwe"));
        assertTrue(Charsets.text(Optional.of("iso-8859-1"), latin).contains("Löwe"));
        var marked = "\uFEFFLöwe".getBytes(StandardCharsets.UTF_16LE);
        assertEquals("Löwe", Charsets.text(Optional.of("iso-8859-1"), marked));
        var japanese = "<meta charset='Shift_JIS'><title>獅子</title>".getBytes(Charset.forName("Shift_JIS"));
        assertTrue(Charsets.text(Optional.empty(), japanese).contains("獅子"));
        assertEquals(Duration.ofSeconds(30), Timeouts.usual().whole());
    }
}
