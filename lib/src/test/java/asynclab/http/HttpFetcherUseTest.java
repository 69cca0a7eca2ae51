package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Opening, closing, interrupts, and settings that make no sense. */
class HttpFetcherUseTest extends FetcherFixture {
    @Test
    void useBeforeOpeningIsAnError() {
        try (var unopened = HttpFetcher.with(FetchSettings.usual())) {
            var failure = assertThrows(IllegalStateException.class, () -> unopened.fetch(web.uri("/html")));
            assertTrue(failure.toString().contains("open()"), failure::toString);
            assertThrows(IllegalStateException.class, () -> unopened.fetchAll(List.of()));
        }
    }

    @Test
    void useAfterClosingIsAnError() {
        fetcher.close();
        fetcher.close();
        assertThrows(IllegalStateException.class, () -> fetcher.fetch(web.uri("/html")));
        assertThrows(IllegalStateException.class, fetcher::open);
    }

    @Test
    void openingTwiceIsAnError() {
        assertThrows(IllegalStateException.class, fetcher::open);
    }

    @Test
    void anInterruptEndsTheExchangeAndIsPassedOn() throws Exception {
        var log = web.log().sinceNow();
        var caught = new CompletableFuture<Throwable>();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                fetcher.fetch(web.uri("/delay/30"));
            } catch (FetchException | InterruptedException e) {
                caught.complete(e);
            }
        });
        while (log.size() == 0) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        assertEquals(InterruptedException.class, caught.get(5, TimeUnit.SECONDS).getClass());
        assertEquals(0, fetcher.abandoned());
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        var log = web.log().sinceNow();
        var caught = new CompletableFuture<Throwable>();
        Thread.ofVirtual().start(() -> {
            try {
                fetcher.fetch(web.uri("/delay/30"));
            } catch (Exception e) {
                caught.complete(e);
            }
        });
        while (log.size() == 0) {
            Thread.onSpinWait();
        }
        fetcher.close();
        assertEquals(FetchException.class, caught.get(5, TimeUnit.SECONDS).getClass());
    }

    @Test
    void limitsAndTimeoutsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> FetchSettings.usual().withLimits(0, 5));
        assertThrows(IllegalArgumentException.class, () -> FetchSettings.usual().withRedirects(-1));
        assertThrows(IllegalArgumentException.class, () -> Timeouts.within(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> ByteCaps.upTo(0));
        assertThrows(IllegalArgumentException.class, () -> FetchSettings.usual().withHeader("a b", "c"));
        assertThrows(IllegalArgumentException.class, () -> FetchSettings.usual().withUserAgent("a\nb"));
        assertThrows(
                IllegalArgumentException.class,
                () -> FetchRequest.get(web.uri("/")).withHeader("Host", "elsewhere"));
    }
}
