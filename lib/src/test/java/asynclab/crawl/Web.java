package asynclab.crawl;

import asynclab.http.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A host of a test: each path answers what the test wrote, byte for byte; any other path is 404. */
final class Web implements AutoCloseable {
    private final Map<String, RawServer.Script> answers = new ConcurrentHashMap<>();
    private final RawServer server;

    Web() throws IOException {
        server = new RawServer(this::answer);
    }

    /** A page of HTML. */
    Web page(String path, String body) {
        return raw(path, head("200 OK", "Content-Type: text/html\n", body.length()) + body);
    }

    /** A page that links to these. */
    Web links(String path, String... hrefs) {
        var body = new StringBuilder("<title>" + path + "</title>");
        for (String href : hrefs) {
            body.append("<a href=\"").append(href).append("\">x</a>");
        }
        return page(path, body.toString());
    }

    Web robots(String text) {
        return raw("/robots.txt", head("200 OK", "Content-Type: text/plain\n", text.length()) + text);
    }

    Web status(String path, String status, String headers) {
        return raw(path, head(status, headers, 0));
    }

    /** Everything, status line first. */
    Web raw(String path, String answer) {
        return script(path, (_, _, out) -> RawServer.write(out, answer));
    }

    /** A head as text, then a body as bytes. */
    Web bytes(String path, String headers, byte[] body) {
        return script(path, (_, _, out) -> {
            RawServer.write(out, head("200 OK", headers, body.length));
            out.write(body);
        });
    }

    Web script(String path, RawServer.Script script) {
        answers.put(path, script);
        return this;
    }

    static String head(String status, String headers, int length) {
        return "HTTP/1.1 " + status + "\n" + headers + "Content-Length: " + length + "\nConnection: close\n\n";
    }

    URI uri(String path) {
        return server.uri(path);
    }

    /** How often this path was asked for. */
    long hits(String path) {
        return server.paths().stream().filter(path::equals).count();
    }

    List<String> paths() {
        return server.paths();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void answer(String path, Socket socket, OutputStream out) throws IOException, InterruptedException {
        var script = answers.get(path);
        if (script == null) {
            out.write(head("404 Not Found", "", 0).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        } else {
            script.answer(path, socket, out);
        }
    }

    /** Settings for tests: this machine, short waits, and timeouts that a busy machine does not meet by accident. */
    static CrawlSettings settings() {
        return CrawlSettings.usual()
                .withLocal(Politeness.local()
                        .withAttempts(3, Duration.ofMillis(2))
                        .withBlock(Duration.ofMillis(20))
                        .withRobots(Duration.ofSeconds(5)));
    }

    /** What became of one path. */
    Outcome outcome(CrawlReport report, String path) {
        return report.visits().stream()
                .filter(visit -> visit.link().url().equals(uri(path).toString()))
                .map(Visit::outcome)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no visit of " + path + "\n" + report));
    }

    /** Crawls from {@code /}, which links to these paths. */
    CrawlReport crawl(CrawlSettings settings, String... paths) throws IOException, InterruptedException {
        links("/", paths);
        return Crawler.with(settings).crawl(uri("/"));
    }
}
