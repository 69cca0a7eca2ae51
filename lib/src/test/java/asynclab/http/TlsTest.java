package asynclab.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import asynclab.http.FetchException.Kind;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate says tide.invalid, asked by names that are and are not its own. */
class TlsTest {
    private static final char[] PASSWORD = "practice".toCharArray();
    private static HttpsServer server;
    private static SSLContext trusting;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("tide.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "tide",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=tide.invalid",
                        "-ext",
                        "san=dns:tide.invalid",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var mine = KeyManagerFactory.getInstance("PKIX");
        mine.init(keys, PASSWORD);
        var theirs = TrustManagerFactory.getInstance("PKIX");
        theirs.init(keys);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(mine.getKeyManagers(), theirs.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aCertificateOfAnotherNameIsNoProof() throws Exception {
        Lookups.Resolver here = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        try (var fetcher =
                HttpFetcher.with(FetchSettings.usual(), here, trusting).open()) {
            assertKind(fetcher, "https://127.0.0.1:");
            assertKind(fetcher, "https://localhost:");
        }
    }

    @Test
    void aCertificateThatNobodySignedIsNoProof() {
        try (var fetcher = HttpFetcher.with(FetchSettings.usual()).open()) {
            assertKind(fetcher, "https://localhost:");
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
        var uri = URI.create(host + server.getAddress().getPort() + "/");
        var failure = assertThrows(FetchException.class, () -> fetcher.fetch(uri));
        assertEquals(Kind.TLS, failure.kind(), failure::toString);
    }
}
