package asynclab.web;

import static asynclab.web.Browser.header;
import static asynclab.web.Browser.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes whose matter is the body: bytes, streams, pages, pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeWebBodiesTest {
    private final PracticeWeb web = PracticeWeb.start();
    private final Browser browser = new Browser();

    @BeforeAll
    void serveOne() throws Exception {
        assertEquals(200, browser.status(web.uri("/")));
    }

    @AfterAll
    void close() {
        browser.close();
        web.close();
    }

    @Test
    void bytesAreTheSameEachTimeAndOthersWithAnotherSeed() throws Exception {
        byte[] first = browser.get(web.uri("/bytes/40000")).body();
        assertEquals(40_000, first.length);
        assertArrayEquals(first, browser.get(web.uri("/bytes/40000")).body());
        assertArrayEquals(first, browser.get(web.uri("/stream-bytes/40000")).body());
        assertFalse(
                Arrays.equals(first, browser.get(web.uri("/bytes/40000?seed=7")).body()));
        assertEquals(0, browser.get(web.uri("/bytes/0")).body().length);
    }

    @Test
    void headTellsTheLengthOfALargeBodyWithoutMakingIt() throws Exception {
        var answer = browser.send("HEAD", web.uri("/bytes/17179869184"), "");
        assertEquals("17179869184", header(answer, "Content-Length"));
        assertEquals(0, answer.body().length);
        assertEquals(200, browser.send("HEAD", web.uri("/stream/3"), "").statusCode());
        assertEquals(204, browser.send("HEAD", web.uri("/status/204"), "").statusCode());
    }

    @Test
    void streamsLinesOfJson() throws Exception {
        var answer = browser.get(web.uri("/stream/3?delay=0.01"));
        assertEquals("chunked", header(answer, "Transfer-Encoding"));
        var lines = text(answer).lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(2).startsWith("{\"id\":2,"), lines.get(2));
    }

    @Test
    void dripsABodyOverTheTimeAsked() throws Exception {
        long start = System.nanoTime();
        var answer = browser.get(web.uri("/drip?numbytes=5&duration=0.1&code=202"));
        long took = System.nanoTime() - start;
        assertEquals(202, answer.statusCode());
        assertEquals("*****", text(answer));
        assertTrue(took >= Duration.ofMillis(100).toNanos(), took + " ns");
    }

    @Test
    void sendsEvents() throws Exception {
        var answer = browser.get(web.uri("/sse?count=3&duration=0.03"));
        assertEquals("text/event-stream", header(answer, "Content-Type"));
        var events = text(answer).split("\n\n", -1);
        assertEquals(4, events.length, "3 events, each with an empty line after it");
        assertTrue(events[2].startsWith("event: ping\nid: 2\ndata: {\"id\":2,"), events[2]);
    }

    @Test
    void compressesAsItSays() throws Exception {
        var gzip = browser.get(web.uri("/gzip"));
        assertEquals("gzip", header(gzip, "Content-Encoding"));
        assertTrue(plain(new GZIPInputStream(new ByteArrayInputStream(gzip.body())))
                .contains("\"gzipped\": true"));
        var deflate = browser.get(web.uri("/deflate"));
        assertEquals("deflate", header(deflate, "Content-Encoding"));
        assertTrue(plain(new InflaterInputStream(new ByteArrayInputStream(deflate.body())))
                .contains("\"deflated\": true"));
    }

    @Test
    void hasPagesDocumentsAndLinks() throws Exception {
        assertTrue(browser.text(web.uri("/html")).contains("<h1>The harbour at six</h1>"));
        assertTrue(Json.parse(browser.text(web.uri("/json"))).isPresent());
        assertEquals("/links/5/0", header(browser.get(web.uri("/links/5")), "Location"));
        String links = browser.text(web.uri("/links/5/2"));
        assertEquals(4, links.split("<a href", -1).length - 1);
        assertFalse(links.contains("href=\"/links/5/2\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void hasPicturesThatCanBeDrawn(String kind) throws Exception {
        var answer = browser.get(web.uri("/image/" + kind));
        assertEquals("image/" + kind, header(answer, "Content-Type"));
        assertEquals(240, ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth());
        assertEquals(
                "image/" + kind, header(browser.get(web.uri("/image"), "Accept", "image/" + kind), "Content-Type"));
    }

    @Test
    void picksThePictureThatIsAskedFor() throws Exception {
        assertTrue(browser.text(web.uri("/image/svg")).startsWith("<svg "));
        assertEquals("image/png", header(browser.get(web.uri("/image")), "Content-Type"));
        assertEquals(
                "image/svg+xml", header(browser.get(web.uri("/image"), "Accept", "image/svg+xml"), "Content-Type"));
        assertEquals(406, browser.status(web.uri("/image"), "Accept", "text/html"));
    }

    private static String plain(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
