package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.ByteCaps;
import asynclab.http.Tried;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcTruncationReason;

/** Archives, read back by the library that other programs read them with. */
class WarcFileTest {
    private static final Tried TRIED = new Tried("archives");
    private static final String PAGE = "<title>Löwe</title>" + "roar ".repeat(500);

    /** A response that was read back; its body's bytes as Latin-1. */
    private record Kept(int status, Map<String, List<String>> headers, String body, WarcTruncationReason truncated) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(field -> field.getKey().equalsIgnoreCase(name))
                    .map(field -> field.getValue().getFirst())
                    .findFirst();
        }
    }

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("pages.warc.gz");
    }

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void hasEveryAnswerAsItCame() throws Exception {
        byte[] packed = packed(PAGE);
        try (var web = new Web()) {
            web.bytes("/packed", "Content-Type: text/html\nContent-Encoding: gzip\n", packed);
            web.raw(
                    "/chunks",
                    "HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n");
            web.status("/moved", "301 Moved", "Location: /packed\n");
            web.bytes("/image", "Content-Type: image/png\n", new byte[100]);
            web.raw("/gone", Web.head("410 Gone", "Content-Type: text/html\n", 9) + "no longer");
            web.raw("/torn", Web.head("404 Not Found", "", 100) + "half of it");
            crawl(web, Web.settings(), "/packed", "/chunks", "/moved", "/image", "/gone", "/torn");
            var page = kept(web, "/packed");
            assertEquals(new String(packed, StandardCharsets.ISO_8859_1), page.body());
            assertEquals(Optional.of("gzip"), page.header("Content-Encoding"));
            var chunks = kept(web, "/chunks");
            assertEquals("abcde", chunks.body());
            assertEquals(Optional.empty(), chunks.header("Transfer-Encoding"));
            assertEquals(Optional.of("chunked"), chunks.header("X-Crawler-Transfer-Encoding"));
            assertEquals(301, kept(web, "/moved").status());
            assertEquals("no longer", kept(web, "/gone").body());
            var torn = kept(web, "/torn");
            assertEquals("half of it", torn.body());
            assertEquals(WarcTruncationReason.UNSPECIFIED, torn.truncated());
            assertFalse(read().containsKey(web.uri("/image").toString()), "refused unread");
            assertEquals(6, read().size());
        }
    }

    @Test
    void saysWhatWasCutAtACap() throws Exception {
        try (var web = new Web()) {
            web.page("/big", "x".repeat(100_000));
            crawl(web, Web.settings().withCaps(ByteCaps.upTo(50_000).withCut()), "/big");
            var big = kept(web, "/big");
            assertEquals(WarcTruncationReason.UNSPECIFIED, big.truncated());
            assertTrue(big.body().length() >= 50_000, "at least what was read");
        }
    }

    @Test
    void goesOnBehindTheLastWholeRecord() throws Exception {
        try (var web = new Web()) {
            web.page("/a", PAGE).page("/b", PAGE);
            crawl(web, Web.settings(), "/a");
            long whole = Files.size(file);
            Files.write(folder.resolve("empty.warc.gz"), new byte[0]);
            WarcFile.append(folder.resolve("empty.warc.gz")).close();
            assertTrue(Files.size(folder.resolve("empty.warc.gz")) > 0);
            crawl(web, Web.settings(), "/b");
            var all = Files.readAllBytes(file);
            int first = (int) whole;
            for (int cut : new int[] {first + 1, first + 20, first + 200, all.length - 9, all.length - 1}) {
                TRIED.one();
                Files.write(file, Arrays.copyOf(all, cut)); // as a kill leaves it
                crawl(web, Web.settings(), "/b");
                assertEquals(3, read().size(), () -> "cut at " + cut + " of " + all.length);
            }
        }
    }

    @Test
    void whatIsNoArchiveIsRefusedAndLeftAsItWas() throws Exception {
        byte[][] others = {{1}, "a diary".getBytes(StandardCharsets.UTF_8), packed("a diary")};
        for (byte[] other : others) {
            TRIED.one();
            Files.write(file, other);
            assertThrows(IOException.class, () -> WarcFile.append(file));
            assertThrows(IOException.class, () -> WarcFile.create(file));
            assertArrayEquals(other, Files.readAllBytes(file));
        }
        TRIED.one();
        assertThrows(IllegalArgumentException.class, () -> WarcFile.create(folder.resolve("pages.warc")));
        assertThrows(IOException.class, () -> WarcFile.create(folder.resolve("no/such/folder.warc.gz")));
    }

    private void crawl(Web web, CrawlSettings settings, String... paths) throws IOException, InterruptedException {
        web.links("/", paths);
        try (var frontier = new MemoryFrontier();
                var warc = WarcFile.append(file)) {
            Crawler.with(settings).crawl(frontier, VisitSink.both(VisitSink.none(), warc), List.of(web.uri("/")));
        }
    }

    private Kept kept(Web web, String path) throws IOException {
        return Optional.ofNullable(read().get(web.uri(path).toString())).orElseThrow();
    }

    /** The responses by their URL; the last one of each. */
    private Map<String, Kept> read() throws IOException {
        var kept = new LinkedHashMap<String, Kept>();
        try (var reader = new WarcReader(file)) {
            for (var record : reader) {
                if (record instanceof WarcResponse response) {
                    var http = response.http();
                    var body = new String(http.body().stream().readAllBytes(), StandardCharsets.ISO_8859_1);
                    kept.put(
                            response.target(),
                            new Kept(http.status(), http.headers().map(), body, response.truncated()));
                } else {
                    assertEquals("warcinfo", record.type());
                }
            }
        }
        return kept;
    }

    private static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
