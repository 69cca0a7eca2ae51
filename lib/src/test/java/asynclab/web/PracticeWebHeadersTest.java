package asynclab.web;

import static asynclab.web.Browser.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Routes whose matter is a header: redirects, caching, cookies, credentials. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeWebHeadersTest {
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
    void statusesBringTheHeadersTheyNeed() throws Exception {
        assertEquals("/redirect/1", header(browser.get(web.uri("/status/302")), "Location"));
        assertTrue(
                header(browser.get(web.uri("/status/401")), "WWW-Authenticate").startsWith("Basic "));
        assertEquals("7", header(browser.get(web.uri("/status/503?retry_after=7")), "Retry-After"));
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

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
