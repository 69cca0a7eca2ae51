package asynclab.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server on this machine whose certificate says tide.invalid, and fetchers that trust whoever signed that. */
public final class TlsServer implements AutoCloseable {
    private static final char[] PASSWORD = "practice".toCharArray();

    private final HttpsServer server;
    private final SSLContext trusting;

    /** Starts it; its keys are made in this folder. */
    public TlsServer(Path folder) throws Exception {
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
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
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

    /** An address of it under another name. */
    public URI uri(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
    }

    /** A fetcher that trusts the certificate, and finds every name on this machine. */
    public HttpFetcher fetcher(FetchSettings settings) {
        return HttpFetcher.with(settings, _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")}, trusting);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
