package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What must not grow with the number of failures. */
class HttpSoakTest {
    private static final int ROUNDS = 5;
    private static final int EACH = 400;

    @Test
    void timeoutsLeaveNoThreadAndNoSocketBehind() throws Exception {
        var settings = FetchSettings.usual().withLimits(100, 100).withTimeouts(Timeouts.within(Duration.ofMillis(40)));
        // The server waits for the client to hang up, so that its end of a connection closes when the client's does.
        try (var server =
                        new RawServer((_, socket, _) -> socket.getInputStream().read());
                var fetcher = HttpFetcher.with(settings).open()) {
            var requests = Collections.nCopies(EACH, FetchRequest.get(server.uri("/")));
            fetcher.fetchAll(requests.subList(0, 20));
            long sockets = sockets();
            int threads = Thread.activeCount();
            for (int round = 0; round < ROUNDS; round++) {
                var results = fetcher.fetchAll(requests);
                assertEquals(
                        EACH,
                        results.stream()
                                .filter(FetchResult.Failed.class::isInstance)
                                .count());
            }
            assertEquals(0, fetcher.abandoned());
            for (int i = 0; i < 500 && sockets() > sockets; i++) {
                Thread.sleep(20);
            }
            assertTrue(sockets() <= sockets, sockets + " sockets became " + sockets());
            assertTrue(Thread.activeCount() <= threads + 20, threads + " threads became " + Thread.activeCount());
            System.out.println("timeouts tried: " + ROUNDS * EACH);
        }
    }

    /** Open sockets of this process; 0 where the system does not say. */
    private static long sockets() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (var files = Files.list(open)) {
            return files.filter(HttpSoakTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
