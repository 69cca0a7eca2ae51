package asynclab.web;

import static asynclab.web.Browser.header;
import static asynclab.web.Browser.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route answers what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeWebTest {
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
    void listsItsRoutesOnTheFirstPage() throws Exception {
        var page = browser.get(web.uri("/"));
        assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
        assertTrue(text(page).contains("<code>/delay/{seconds}</code>"));
        assertTrue(text(page).contains("<code>/unstable</code>"));
    }

    @Test
    void getSaysBackWhatItWasSent() throws Exception {
        String answer = browser.text(web.uri("/get?a=1&b=x%20y&a=2&empty"), "X-Practice-Name", "tide");
        assertTrue(answer.contains("\"a\": [ \"1\", \"2\" ]"), answer);
        assertTrue(answer.contains("\"b\": \"x y\""), answer);
        assertTrue(answer.contains("\"empty\": \"\""), answer);
        assertTrue(answer.contains("\"X-Practice-Name\": \"tide\""), answer);
        assertTrue(answer.contains("\"origin\": \"127.0.0.1\""), answer);
        assertTrue(answer.contains("\"url\": \"" + web.base() + "/get?a=1&b=x%20y&a=2&empty\""), answer);
    }

    @ParameterizedTest
    @CsvSource({"POST,/post", "PUT,/put", "PATCH,/patch", "DELETE,/delete", "POST,/anything", "PUT,/anything/a/b"})
    void saysBackABodyInJson(String method, String path) throws Exception {
        String answer =
                text(browser.send(method, web.uri(path), "{\"n\": [1, null]}", "Content-Type", "application/json"));
        assertTrue(answer.contains("\"json\": {\n    \"n\": [ 1, null ]\n  }"), answer);
        assertTrue(answer.contains("\"data\": \"{\\\"n\\\": [1, null]}\""), answer);
        assertTrue(answer.contains("\"method\": \"" + method + "\""), answer);
    }

    @Test
    void readsAForm() throws Exception {
        String answer = text(browser.send(
                "POST",
                web.uri("/post"),
                "who=J%C3%BCrgen+B&n=1",
                "Content-Type",
                "application/x-www-form-urlencoded"));
        assertTrue(answer.contains("\"who\": \"Jürgen B\""), answer);
        assertTrue(answer.contains("\"json\": null"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{\"a\":", "[1] 2", "{\"a\":1}}", ""})
    void bodiesThatAreNoJsonAreStillSaidBack(String body) throws Exception {
        var answer = browser.send("POST", web.uri("/post"), body);
        assertEquals(200, answer.statusCode());
        assertTrue(text(answer).contains("\"json\": null"), text(answer));
    }

    @Test
    void saysHeadersAddressAndClient() throws Exception {
        assertTrue(browser.text(web.uri("/headers"))
                .contains("\"Host\": \"127.0.0.1:" + web.base().getPort() + "\""));
        assertTrue(browser.text(web.uri("/ip")).contains("\"origin\": \"127.0.0.1\""));
        assertTrue(browser.text(web.uri("/user-agent"), "User-Agent", "Lab/1").contains("\"user-agent\": \"Lab/1\""));
        assertNotEquals(browser.text(web.uri("/uuid")), browser.text(web.uri("/uuid")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 205, 301, 304, 401, 404, 418, 429, 500, 503, 599})
    void answersTheStatusAskedFor(int status) throws Exception {
        assertEquals(status, browser.status(web.uri("/status/" + status)));
    }

    @Test
    void statusesBringTheHeadersTheyNeed() throws Exception {
        assertEquals("/redirect/1", header(browser.get(web.uri("/status/302")), "Location"));
        assertTrue(
                header(browser.get(web.uri("/status/401")), "WWW-Authenticate").startsWith("Basic "));
        assertEquals("7", header(browser.get(web.uri("/status/503?retry_after=7")), "Retry-After"));
    }

    @Test
    void delayWaitsAsLongAsAsked() throws Exception {
        long start = System.nanoTime();
        assertEquals(200, browser.status(web.uri("/delay/0.15")));
        long took = System.nanoTime() - start;
        assertTrue(took >= Duration.ofMillis(150).toNanos(), took + " ns");
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
    void redirectsCountDownToGet() throws Exception {
        assertEquals("/redirect/1", header(browser.get(web.uri("/redirect/2")), "Location"));
        assertEquals("/get", header(browser.get(web.uri("/relative-redirect/1")), "Location"));
        assertEquals(
                web.base() + "/absolute-redirect/1", header(browser.get(web.uri("/absolute-redirect/2")), "Location"));
        assertEquals(web.base() + "/get", header(browser.get(web.uri("/absolute-redirect/1")), "Location"));
        var to = browser.get(web.uri("/redirect-to?url=file%3A%2F%2F%2Fetc%2Fpasswd&status_code=307"));
        assertEquals("file:///etc/passwd", header(to, "Location"));
        assertEquals(307, to.statusCode());
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
    void knowsEntityTags() throws Exception {
        assertEquals("\"v1\"", header(browser.get(web.uri("/etag/v1")), "ETag"));
        assertEquals(304, browser.status(web.uri("/etag/v1"), "If-None-Match", "\"v0\", W/\"v1\""));
        assertEquals(200, browser.status(web.uri("/etag/v1"), "If-None-Match", "\"v0\""));
        assertEquals(412, browser.status(web.uri("/etag/v1"), "If-Match", "\"v0\""));
        assertEquals(200, browser.status(web.uri("/etag/v1"), "If-Match", "*"));
    }

    @Test
    void knowsCaching() throws Exception {
        var first = browser.get(web.uri("/cache"));
        assertEquals(200, first.statusCode());
        assertEquals(304, browser.status(web.uri("/cache"), "If-Modified-Since", header(first, "Last-Modified")));
        assertEquals(304, browser.status(web.uri("/cache"), "If-None-Match", header(first, "ETag")));
        assertEquals("public, max-age=60", header(browser.get(web.uri("/cache/60")), "Cache-Control"));
    }

    @Test
    void setsShowsAndDeletesCookies() throws Exception {
        var set = browser.get(web.uri("/cookies/set?a=1&b=2"));
        assertEquals(302, set.statusCode());
        assertEquals(List.of("a=1; Path=/", "b=2; Path=/"), set.headers().allValues("Set-Cookie"));
        assertTrue(browser.text(web.uri("/cookies"), "Cookie", "a=1; b=two").contains("\"b\": \"two\""));
        assertEquals("a=; Path=/; Max-Age=0", header(browser.get(web.uri("/cookies/delete?a")), "Set-Cookie"));
    }

    @Test
    void asksForCredentials() throws Exception {
        var uri = web.uri("/basic-auth/ada/s%20cret");
        assertEquals(401, browser.status(uri));
        assertEquals(401, browser.status(uri, "Authorization", basic("ada:wrong")));
        assertEquals(200, browser.status(uri, "Authorization", basic("ada:s cret")));
    }

    @Test
    void setsTheHeadersAskedFor() throws Exception {
        var answer = browser.get(web.uri("/response-headers?X-Tide=high&Content-Type=text/plain;%20charset=bogus"));
        assertEquals("high", header(answer, "X-Tide"));
        assertEquals(List.of("text/plain; charset=bogus"), answer.headers().allValues("Content-Type"));
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

    @Test
    void sendsEvents() throws Exception {
        var answer = browser.get(web.uri("/sse?count=3&duration=0.03"));
        assertEquals("text/event-stream", header(answer, "Content-Type"));
        var events = text(answer).split("\n\n", -1);
        assertEquals(4, events.length, "3 events, each with an empty line after it");
        assertTrue(events[2].startsWith("event: ping\nid: 2\ndata: {\"id\":2,"), events[2]);
    }

    @Test
    void unstableFailsAtItsChanceAndTheSameWayEachTime() throws Exception {
        assertEquals(200, browser.status(web.uri("/unstable?p=0")));
        assertEquals(503, browser.status(web.uri("/unstable?p=1&status=503")));
        var other = PracticeWeb.start();
        try (other) {
            int failures = 0;
            for (int i = 0; i < 100; i++) {
                int status = browser.status(web.uri("/unstable?p=0.3"));
                assertEquals(status, browser.status(other.uri("/unstable?p=0.3")), "request " + i);
                failures += status == 500 ? 1 : 0;
            }
            assertTrue(failures > 15 && failures < 45, failures + " of 100 with a chance of 0.3");
        }
    }

    @Test
    void optionsListsTheMethods() throws Exception {
        var answer = browser.send("OPTIONS", web.uri("/post"), "");
        assertEquals(204, answer.statusCode());
        assertEquals("POST", header(answer, "Allow"));
    }

    private static String plain(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
