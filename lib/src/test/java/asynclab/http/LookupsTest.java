package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import asynclab.http.FetchException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LookupsTest {
    @Test
    void aNameServerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        var release = new CountDownLatch(1);
        Lookups.Resolver silent = host -> {
            Resolving.await(release);
            throw new UnknownHostException(host);
        };
        var settings = FetchSettings.usual().withTimeouts(Timeouts.within(Duration.ofMillis(50)));
        try (var waiting = HttpFetcher.with(settings, silent, null).open()) {
            for (int i = 0; i < 3; i++) {
                var failure =
                        assertThrows(FetchException.class, () -> waiting.fetch(URI.create("http://slow.invalid/")));
                assertEquals(Kind.TIMEOUT, failure.kind());
            }
            assertEquals(1, waiting.abandoned(), "one thread for the name, however many asked");
            release.countDown();
            awaitNone(waiting);
        }
    }

    @Test
    void anUnknownNameIsRememberedForAWhile() throws Exception {
        var asked = new AtomicInteger();
        Lookups.Resolver resolver = host -> {
            asked.incrementAndGet();
            if (host.startsWith("no")) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.ofLiteral("192.0.2.7")};
        };
        var now = new AtomicLong();
        var lookups = new Lookups(resolver, Duration.ofSeconds(5), now::get);
        for (int i = 0; i < 3; i++) {
            assertThrows(FetchException.class, () -> lookups.of("no.invalid"));
            assertEquals("192.0.2.7", lookups.of("yes.invalid").getFirst().getHostAddress());
        }
        assertEquals(2, asked.get());
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThrows(FetchException.class, () -> lookups.of("no.invalid"));
        lookups.of("yes.invalid");
        assertEquals(3, asked.get());
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        lookups.of("yes.invalid");
        assertEquals(4, asked.get());
    }

    private static void awaitNone(HttpFetcher fetcher) throws InterruptedException {
        for (int i = 0; i < 200 && fetcher.abandoned() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, fetcher.abandoned());
    }
}
