package asynclab.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate says tide.invalid, asked by names that are and are not its own. */
class TlsTest {
    private static TlsServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = new TlsServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCertificateOfAnotherNameIsNoProof() {
        try (var fetcher = server.fetcher(FetchSettings.usual()).open()) {
            assertKind(fetcher, "127.0.0.1");
            assertKind(fetcher, "localhost");
        }
    }

    @Test
    void aCertificateThatNobodySignedIsNoProof() {
        try (var fetcher = HttpFetcher.with(FetchSettings.usual()).open()) {
            assertKind(fetcher, "localhost");
        }
    }

    @Test
    void aServerWithoutTlsIsNoProofEither() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var fetcher = HttpFetcher.with(FetchSettings.usual()).open()) {
            Thread.ofVirtual().start(() -> answerInPlainText(plain));
            var uri = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/");
            var failure = assertThrows(FetchException.class, () -> fetcher.fetch(uri));
            assertEquals(Kind.TLS, failure.kind(), failure::toString);
        }
    }

    private static void answerInPlainText(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
            socket.getInputStream().readNBytes(2000);
        } catch (IOException e) {
            // the test is over
        }
    }

    private static void assertKind(HttpFetcher fetcher, String host) {
        var failure = assertThrows(FetchException.class, () -> fetcher.fetch(server.uri(host)));
        assertEquals(Kind.TLS, failure.kind(), failure::toString);
    }
}
