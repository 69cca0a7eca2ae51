package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Retry;
import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final URI ANY = URI.create("http://127.0.0.1/");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            2,                                PT2S
            ' 120 ',                          PT2M
            864000,                           PT240H
            99999999999,                      PT27777777H46M39S
            'Sat, 21 Nov 2026 12:00:30 GMT',  PT30S
            'Saturday, 21-Nov-26 12:00:30 GMT', PT30S
            Sat Nov 21 12:00:30 2026,         PT30S
            """)
    void bothFormsOfRetryAfterAreRead(String value, Duration wait) {
        assertEquals(Optional.of(wait), head(Map.of("Retry-After", value)).retryAfter(NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "", "1.5", "0", "Sat, 21 Nov 2026 11:59:59 GMT", "Sat, 99 Nov 2026"})
    void whatCannotBeObeyedCountsAsMissing(String value) {
        assertEquals(Optional.empty(), head(Map.of("Retry-After", value)).retryAfter(NOW));
    }

    @Test
    void aDateIsRelativeToTheServersOwnClock() {
        var head =
                head(Map.of("Date", "Sat, 21 Nov 2026 11:00:00 GMT", "Retry-After", "Sat, 21 Nov 2026 11:00:07 GMT"));
        assertEquals(Optional.of(Duration.ofSeconds(7)), head.retryAfter(NOW));
    }

    @Test
    void onlyWhatPassesIsAskedAgain() {
        for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
            assertTrue(Repeatable.isPassing(status));
        }
        for (int status : new int[] {200, 304, 400, 401, 403, 404, 410, 501, 505}) {
            assertFalse(Repeatable.isPassing(status), () -> "status " + status);
        }
    }

    @Test
    void whatHasAnEffectIsAskedAgainOnlyIfItNeverArrived() {
        var post = FetchRequest.post(ANY, "text/plain", "x");
        var get = FetchRequest.get(ANY);
        assertTrue(Repeatable.mayRepeat(failed(get, Kind.CLOSED)));
        assertTrue(Repeatable.mayRepeat(failed(get, Kind.TIMEOUT)));
        assertFalse(Repeatable.mayRepeat(failed(get, Kind.NAME)));
        assertFalse(Repeatable.mayRepeat(failed(get, Kind.TOO_LARGE)));
        assertFalse(Repeatable.mayRepeat(failed(post, Kind.CLOSED)));
        assertFalse(Repeatable.mayRepeat(failed(post, Kind.TIMEOUT)));
        assertTrue(Repeatable.mayRepeat(failed(post, Kind.CONNECT)));
    }

    @Test
    void aFetcherWithARetryAsksAgainAndKeepsRetryAfter() throws Exception {
        var said = new ArrayList<String>();
        var retry = Retry.upTo(
                3,
                with -> with.withBackoff(Duration.ofMillis(1), Duration.ofMillis(1))
                        .withListener(attempt -> said.add(attempt.toString())));
        String[] answers = {"503 Busy\nRetry-After: 1", "500 Broken", "200 OK"};
        try (var server = new RawServer((_, socket, out) -> answer(out, answers[said.size()]));
                var fetcher = HttpFetcher.with(FetchSettings.usual()).open()) {
            long start = System.nanoTime();
            assertEquals(
                    200, fetcher.fetch(FetchRequest.get(server.uri("/")), retry).status());
            assertTrue(System.nanoTime() - start >= 1_000_000_000L, said::toString);
            assertEquals(3, server.paths().size());
            assertEquals(2, said.size(), said::toString);
        }
    }

    @Test
    void theLastAnswerAndTheLastFailureReachTheCaller() throws Exception {
        var retry = Retry.upTo(3, with -> with.withBackoff(Duration.ofMillis(1), Duration.ofMillis(1)));
        try (var server = new RawServer((path, _, out) -> {
                    if (!path.equals("/closed")) {
                        answer(out, path.substring(1) + " As asked");
                    }
                });
                var fetcher = HttpFetcher.with(FetchSettings.usual()).open()) {
            assertEquals(
                    500,
                    fetcher.fetch(FetchRequest.get(server.uri("/500")), retry).status());
            assertEquals(
                    404,
                    fetcher.fetch(FetchRequest.get(server.uri("/404")), retry).status());
            var post = FetchRequest.postJson(server.uri("/503"), Map.of());
            assertEquals(503, fetcher.fetch(post, retry).status());
            assertEquals(List.of("/500", "/500", "/500", "/404", "/503"), server.paths());
            var closed = FetchRequest.post(server.uri("/closed"), "text/plain", "pay 7");
            var failure = assertThrows(FetchException.class, () -> fetcher.fetch(closed, retry));
            assertEquals(Kind.CLOSED, failure.kind());
            assertEquals(6, server.paths().size(), "what has an effect is not done twice");
        }
    }

    private static void answer(OutputStream out, String status) throws IOException {
        RawServer.write(out, "HTTP/1.1 " + status + "\nContent-Length: 0\nConnection: close\n\n");
    }

    private static FetchResult failed(FetchRequest request, Kind kind) {
        return new FetchResult.Failed(request, new FetchException(kind, "on purpose"));
    }

    private static Head head(Map<String, String> headers) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Head(ANY, 429, HttpHeaders.of(lists, (_, _) -> true), List.of());
    }
}
