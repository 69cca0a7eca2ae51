package asynclab.web;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The examples of the documentation, as they stand there. */
class ExamplesTest {
    @Test
    void ofThePracticeWeb() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            URI slow = PracticeWeb.shared().uri("/delay/0.01");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(slow).build(), BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertTrue(PracticeWeb.shared().log().maxInFlight() >= 1);
        }
    }

    @Test
    void ofTheLogAndTheSite() throws Exception {
        try (var client = HttpClient.newHttpClient();
                var web = PracticeWeb.start()) {
            Site site = web.site(42, 12);
            site.faults(Faults.none().withErrors(0.2, 503));
            AccessLog log = site.log().sinceNow();
            client.send(HttpRequest.newBuilder(site.url(7)).build(), BodyHandlers.ofString());
            assertEquals(1, log.maxInFlight());
            assertEquals(1, log.rateIn(Duration.ofSeconds(1)));
            assertEquals(1, site.log().requestsPerPath().get("/p/7"));
            site.faults(Faults.none().withErrors(0.2, 503).withLatency(Latency.uniform(ofMillis(20), ofMillis(80))));
            site.faults(Faults.none().withLatency(Latency.longTail(ofMillis(50), ofSeconds(1))));
        }
    }
}
