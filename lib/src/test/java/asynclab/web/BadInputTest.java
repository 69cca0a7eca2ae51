package asynclab.web;

import static asynclab.web.Browser.header;
import static asynclab.web.Browser.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be answered is refused with the right status and a sentence that names the value. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private final PracticeWeb web = PracticeWeb.start();
    private final Browser browser = new Browser();

    @AfterAll
    void close() {
        browser.close();
        web.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET | /delay/abc | seconds in /delay/abc must be a number from 0 to 60, such as 0.5, got abc.",
                "400 | GET | /delay/-1 | got -1.",
                "400 | GET | /delay/61 | got 61.",
                "400 | GET | /delay/NaN | got NaN.",
                "400 | GET | /delay/1e9 | got 1e9.",
                "400 | GET | /delay/ | got nothing.",
                "400 | GET | /delay/0.0000000000000000000000001 | must be a number",
                "400 | GET | /status/9999 | code in /status/9999 must be a whole number from 200 to 599, got 9999.",
                "400 | GET | /status/100 | got 100.",
                "400 | GET | /status/ok | got ok.",
                "400 | GET | /status/503?retry_after=soon | got soon.",
                "400 | GET | /bytes/-1 | n in /bytes/-1 must be a whole number from 0 to 17179869184, got -1.",
                "400 | GET | /bytes/99999999999999999999 | got 99999999999999999999.",
                "400 | GET | /bytes/1?seed=x | seed in /bytes/1 must be",
                "400 | GET | /stream/0 | from 1 to 10000",
                "400 | GET | /stream/3?delay=x | got x.",
                "400 | GET | /drip?numbytes=0 | numbytes in /drip",
                "400 | GET | /drip?duration=-1 | duration in /drip",
                "400 | GET | /drip?code=99 | code in /drip",
                "400 | GET | /redirect/0 | from 1 to 100",
                "400 | GET | /redirect-to | needs ?url=",
                "400 | GET | /redirect-to?url=a%20b | must be an address or a path",
                "400 | GET | /unstable?p=1.5 | p in /unstable must be a number from 0 to 1",
                "400 | GET | /unstable?status=200 | status in /unstable",
                "400 | GET | /links/3/3 | page in /links/3/3 must be a whole number from 0 to 2, got 3.",
                "400 | GET | /sse?count=0 | count in /sse",
                "400 | GET | /cache/-1 | seconds in /cache/-1",
                "400 | GET | /etag/a%22b | entity tag",
                "400 | GET | /cookies/set?a=b%0D%0AX:1 | cookie",
                "400 | GET | /response-headers?a=b%0D%0AX:1 | header",
                "400 | GET | /response-headers?Content-Length=1 | only the server can set it",
                "404 | GET | /nothing | There is no /nothing here; GET / lists what there is.",
                "404 | GET | /get/more | There is no /get/more here",
                "404 | GET | /image/tiff | There is no picture tiff; there are png, jpeg and svg.",
                "405 | POST | /get | /get takes GET, not POST.",
                "405 | GET | /post | /post takes POST, not GET.",
                "405 | BREW | /anything | /anything takes GET, POST, PUT, PATCH, DELETE, not BREW.",
            })
    void isRefusedWithASentence(int status, String method, String path, String sentence) throws Exception {
        var answer = browser.send(method, web.uri(path), "");
        assertEquals(status, answer.statusCode(), text(answer));
        assertEquals("application/json", header(answer, "Content-Type"));
        assertTrue(text(answer).contains(sentence), text(answer));
        assertEquals(200, browser.status(web.uri("/ip")), "and the web goes on");
    }

    @Test
    void badCredentialsAreRefused() throws Exception {
        var answer = browser.get(web.uri("/basic-auth/a/b"), "Authorization", "Basic !!");
        assertEquals(400, answer.statusCode());
    }

    @Test
    void methodsThatDoNotFitComeWithTheOnesThatDo() throws Exception {
        assertEquals("GET", header(browser.send("POST", web.uri("/get"), ""), "Allow"));
    }

    @Test
    void bodiesOverTheLimitAreRefused() throws Exception {
        assertEquals(
                200,
                browser.send("POST", web.uri("/post"), "x".repeat(Request.LARGEST_BODY))
                        .statusCode());
        var answer = browser.send("POST", web.uri("/post"), "x".repeat(Request.LARGEST_BODY + 1));
        assertEquals(413, answer.statusCode());
        assertTrue(text(answer).contains("at most 1048576 bytes"), text(answer));
    }

    @ParameterizedTest
    @CsvSource({"GET /a|b HTTP/1.1", "GET /%zz HTTP/1.1", "HELLO", "GET * HTTP/1.1", "GET //no/route HTTP/1.1"})
    void requestsThatAreNoHttpDoNotStopTheWeb(String line) throws Exception {
        String answer = raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n").toUpperCase(Locale.ROOT);
        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        assertEquals(200, browser.status(web.uri("/ip")));
    }

    @Test
    void headersWithoutEndAreCutOff() throws Exception {
        String answer;
        try {
            answer = raw("GET /get HTTP/1.1\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
        } catch (IOException e) {
            answer = ""; // reset while we were still sending: refused as well
        }
        assertEquals("", answer);
        assertEquals(200, browser.status(web.uri("/ip")));
    }

    @Test
    void pathsOfTheApiMustBePaths() {
        assertThrows(IllegalArgumentException.class, () -> web.uri("delay/1"));
        assertThrows(IllegalArgumentException.class, () -> web.uri("/delay/ 1"));
        assertThrows(IllegalArgumentException.class, () -> web.site(1, 0));
        assertThrows(IllegalArgumentException.class, () -> web.site(1, 100_001));
    }

    private String raw(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), web.base().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
