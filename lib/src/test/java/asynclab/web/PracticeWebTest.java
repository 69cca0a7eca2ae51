package asynclab.web;

import static asynclab.web.Browser.header;
import static asynclab.web.Browser.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every route answers what it says. Here: those that say back a request, fail or wait. Headers and bodies have classes
 * of their own.
 */
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
    void delayWaitsAsLongAsAsked() throws Exception {
        long start = System.nanoTime();
        assertEquals(200, browser.status(web.uri("/delay/0.15")));
        long took = System.nanoTime() - start;
        assertTrue(took >= Duration.ofMillis(150).toNanos(), took + " ns");
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
}
