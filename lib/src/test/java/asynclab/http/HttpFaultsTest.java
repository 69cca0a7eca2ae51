package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What servers and networks do wrong, each as a failure of the right kind, in time, and with no thread left behind. */
class HttpFaultsTest {
    private static final Duration WHOLE = Duration.ofMillis(400);
    private static final String OK = "HTTP/1.1 200 OK\nContent-Type: text/plain\n";
    private static final Tried TRIED = new Tried("faults of servers and networks");

    private final HttpFetcher fetcher = HttpFetcher.with(FetchSettings.usual()).open();
    private final HttpFetcher hasty = HttpFetcher.with(FetchSettings.usual().withTimeouts(Timeouts.within(WHOLE)))
            .open();

    @AfterEach
    void nobodyIsLeftBehind() {
        assertEquals(0, fetcher.abandoned() + hasty.abandoned());
        fetcher.close();
        hasty.close();
    }

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void nobodyListens() {
        assertKind(Kind.CONNECT, URI.create("http://127.0.0.1:1/"));
    }

    @Test
    void aNameThatDoesNotExist() {
        assertKind(Kind.NAME, URI.create("http://elsewhere.invalid/"));
    }

    @Test
    void aBodyThatDripsEndsAtTheDeadline() throws Exception {
        try (var server = new RawServer((_, _, out) -> {
            RawServer.write(out, OK + "Content-Length: 100000\n\n");
            RawServer.drip(out, "x", Duration.ofMillis(20));
        })) {
            assertEndsInTime(server);
        }
    }

    @Test
    void headersThatDripEndAtTheDeadline() throws Exception {
        try (var server = new RawServer((_, _, out) -> {
            RawServer.write(out, "HTTP/1.1 200 OK\nX-Slow: ");
            RawServer.drip(out, "x", Duration.ofMillis(20));
        })) {
            assertEndsInTime(server);
        }
    }

    @Test
    void aServerThatNeverAnswers() throws Exception {
        try (var server = new RawServer((_, _, _) -> Thread.sleep(Duration.ofSeconds(10)))) {
            assertEndsInTime(server);
        }
    }

    @Test
    void redirectsShareTheDeadline() throws Exception {
        try (var server = new RawServer((path, _, out) -> {
            Thread.sleep(Duration.ofMillis(150));
            RawServer.write(
                    out, "HTTP/1.1 302 Found\nLocation: " + path + "x\nContent-Length: 0\nConnection: close\n\n");
        })) {
            assertEndsInTime(server);
        }
    }

    @Test
    void aConnectionResetBeforeTheHeaders() throws Exception {
        try (var server = new RawServer((_, socket, _) -> RawServer.reset(socket))) {
            assertKind(Kind.CLOSED, server.uri("/"));
            assertTrue(server.paths().size() <= 2, "the JDK asks a GET once more");
            int before = server.paths().size();
            var post = FetchRequest.post(server.uri("/"), "text/plain", "x");
            assertEquals(
                    Kind.CLOSED,
                    assertThrows(FetchException.class, () -> fetcher.fetch(post))
                            .kind());
            assertEquals(before + 1, server.paths().size(), "a POST is sent once");
        }
    }

    @Test
    void aConnectionClosedWithoutAWord() throws Exception {
        assertAnswer(Kind.CLOSED, "");
    }

    @Test
    void aConnectionResetInTheMiddleOfTheBody() throws Exception {
        try (var server = new RawServer((_, socket, out) -> {
            RawServer.write(out, OK + "Content-Length: 100\n\nhalf");
            RawServer.reset(socket);
        })) {
            assertKind(Kind.CLOSED, server.uri("/"));
        }
    }

    @Test
    void aLengthThatPromisesTooMuch() throws Exception {
        assertAnswer(Kind.CLOSED, OK + "Content-Length: 100\n\nshort");
    }

    @Test
    void aChunkThatEndsEarly() throws Exception {
        assertAnswer(Kind.CLOSED, OK + "Transfer-Encoding: chunked\n\n64\nshort");
    }

    @Test
    void aChunkWithoutALength() throws Exception {
        assertAnswer(Kind.PROTOCOL, OK + "Transfer-Encoding: chunked\n\nzz\nshort\n0\n\n");
    }

    @Test
    void whatIsLongerThanItsLengthIsCutThereAndNeverTakenForTheNextAnswer() throws Exception {
        TRIED.one();
        try (var server = new RawServer((_, _, out) ->
                RawServer.write(out, OK + "Content-Length: 4\n\ngoodHTTP/1.1 200 OK\nContent-Length: 4\n\nevil"))) {
            for (int i = 0; i < 3; i++) {
                assertEquals("good", fetcher.fetch(server.uri("/" + i)).text());
            }
        }
    }

    @Test
    void aLengthWhereNoBodyMayBe() throws Exception {
        assertAnswer(Kind.PROTOCOL, "HTTP/1.1 204 No Content\nContent-Length: 4\n\nbody");
    }

    @Test
    void aLengthThatIsNoNumber() throws Exception {
        assertAnswer(Kind.PROTOCOL, OK + "Content-Length: lots\n\nbody");
    }

    @Test
    void whatIsNotHttp() throws Exception {
        assertAnswer(Kind.PROTOCOL, "SSH-2.0-OpenSSH_9.6\n\n");
        assertAnswer(Kind.PROTOCOL, "HTTP/1.1 two hundred\n\n");
    }

    @Test
    void aFloodOfHeaders() throws Exception {
        assertAnswer(Kind.PROTOCOL, OK + ("X-Flood: " + "y".repeat(1000) + "\n").repeat(100) + "\n");
    }

    @Test
    void aRedirectWithoutAnAddressOrWithABadOne() throws Exception {
        assertAnswer(Kind.PROTOCOL, "HTTP/1.1 302 Found\nContent-Length: 0\n\n");
        assertAnswer(Kind.URL, "HTTP/1.1 302 Found\nLocation: http://[::1\nContent-Length: 0\n\n");
        assertAnswer(Kind.SCHEME, "HTTP/1.1 302 Found\nLocation: file:///etc/passwd\nContent-Length: 0\n\n");
    }

    @Test
    void redirectsThatGoRoundEndAtTheLimit() throws Exception {
        TRIED.one();
        try (var server = new RawServer((_, _, out) -> RawServer.write(
                        out, "HTTP/1.1 302 Found\nLocation: /again\nContent-Length: 0\nConnection: close\n\n"));
                var patient = HttpFetcher.with(FetchSettings.usual()).open()) {
            var failure = assertThrows(FetchException.class, () -> patient.fetch(server.uri("/")));
            assertEquals(Kind.REDIRECTS, failure.kind());
            assertEquals(11, server.paths().size());
        }
    }

    private void assertEndsInTime(RawServer server) {
        TRIED.one();
        long start = System.nanoTime();
        var failure = assertThrows(FetchException.class, () -> hasty.fetch(server.uri("/")));
        assertEquals(Kind.TIMEOUT, failure.kind(), failure::toString);
        long took = System.nanoTime() - start;
        assertTrue(took >= WHOLE.toNanos() * 9 / 10, "took only " + Duration.ofNanos(took));
        assertTrue(took < WHOLE.plusSeconds(2).toNanos(), "took " + Duration.ofNanos(took));
    }

    private void assertAnswer(Kind kind, String answer) throws IOException {
        try (var server = new RawServer((_, _, out) -> RawServer.write(out, answer))) {
            assertKind(kind, server.uri("/"));
        }
    }

    private void assertKind(Kind kind, URI uri) {
        TRIED.one();
        var failure = assertThrows(FetchException.class, () -> fetcher.fetch(uri));
        assertEquals(kind, failure.kind(), failure::toString);
    }
}
