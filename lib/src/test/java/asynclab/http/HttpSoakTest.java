package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must not grow with the number of failures. */
class HttpSoakTest {
    private static final int ROUNDS = 10;
    private static final int EACH = 1_000;
    private static final int AT_ONCE = 100;

    /**
     * Threads are compared with how many fetches are under way, not with the threads of a moment before: the JDK's client
     * takes a thread from a pool for each exchange that is busy, so one round may have dozens more than another. A leak of
     * one in a hundred fetches is more than all of that.
     */
    @Test
    void tenThousandTimeoutsLeaveNoThreadNoSocketAndNoHeapBehind() throws Exception {
        var settings =
                FetchSettings.usual().withLimits(AT_ONCE, AT_ONCE).withTimeouts(Timeouts.within(Duration.ofMillis(40)));
        // The server waits for the client to hang up, so that its end of a connection closes when the client's does.
        try (var server =
                        new RawServer((_, socket, _) -> socket.getInputStream().read());
                var fetcher = HttpFetcher.with(settings).open()) {
            var requests = Collections.nCopies(EACH, FetchRequest.get(server.uri("/")));
            long sockets = Held.sockets();
            int threads = Held.threads();
            assertAllTimeOut(fetcher.fetchAll(requests));
            long heap = Held.heap();
            for (int round = 1; round < ROUNDS; round++) {
                assertAllTimeOut(fetcher.fetchAll(requests));
            }
            assertEquals(0, fetcher.abandoned());
            int most = threads + AT_ONCE;
            assertTrue(Held.threads() <= most, threads + " threads became " + Held.threads());
            long open = Held.socketsDownTo(sockets + 1); // one that listens
            assertTrue(open <= sockets + 1, sockets + " sockets became " + open);
            long grown = (Held.heap() - heap) / ((ROUNDS - 1) * EACH);
            assertTrue(grown < 300, "a fetch left " + grown + " bytes behind");
            System.out.println("timeouts tried: " + ROUNDS * EACH + ", threads: " + threads + " then " + Held.threads()
                    + ", sockets: " + sockets + " then " + open + ", bytes left by each: " + grown);
        }
    }

    private static void assertAllTimeOut(List<FetchResult> results) {
        assertEquals(
                EACH,
                results.stream().filter(FetchResult.Failed.class::isInstance).count());
    }
}
