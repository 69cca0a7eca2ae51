package asynclab.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every practice web and site is: for this machine only, quick for many, true in its log, and closed when
 * closed.
 */
@Timeout(60)
class HostTest {
    private final PracticeWeb web = PracticeWeb.start();
    private final Browser browser = new Browser();

    @AfterEach
    void close() {
        browser.close();
        web.close();
    }

    @Test
    void answersOnLoopbackOnly() throws Exception {
        int port = web.base().getPort();
        assertEquals("127.0.0.1", web.base().getHost());
        assertEquals("practice web http://127.0.0.1:" + port + " (this machine only)", web.toString());
        for (var network : NetworkInterface.networkInterfaces().toList()) {
            for (var address :
                    network.inetAddresses().filter(a -> !a.isLoopbackAddress()).toList()) {
                try (var socket = new Socket()) {
                    var outside = new InetSocketAddress(address, port);
                    assertThrows(IOException.class, () -> socket.connect(outside, 500), "reached on " + address);
                }
            }
        }
    }

    @Test
    void hundredsOfDelayedAnswersDoNotHoldUpOneAnother() throws Exception {
        int many = 300;
        var log = web.log().sinceNow();
        var statuses = together(many, () -> browser.status(web.uri("/delay/0.2")));
        assertEquals(many, statuses.stream().filter(status -> status == 200).count());
        assertEquals(0, log.inFlight());
    }

    @Test
    void aQuickAnswerDoesNotWaitForHundredsOfSlowOnes() throws Exception {
        int many = 300;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = new ArrayList<Future<Integer>>();
            for (int i = 0; i < many; i++) {
                slow.add(executor.submit(() -> browser.status(web.uri("/delay/60"))));
            }
            awaitInFlight(many); // all in hand at once, however long that takes on a busy machine
            assertEquals(200, browser.status(web.uri("/get")));
            assertEquals(many, web.log().inFlight());
            assertTrue(slow.stream().noneMatch(Future::isDone));
            web.close(); // or the executor would wait for a minute
        }
    }

    @Test
    void oneRequestAtATimeIsNeverTwoInFlight() throws Exception {
        // The end must be in the log before the client has the answer, for bodies of each kind.
        for (String path :
                List.of("/get", "/bytes/100000", "/stream/20", "/stream-bytes/50000", "/status/204", "/redirect/1")) {
            var log = web.log().sinceNow();
            for (int i = 0; i < 30; i++) {
                browser.get(web.uri(path));
                assertEquals(0, log.inFlight(), path);
            }
            assertEquals(1, log.maxInFlight(), path);
            assertTrue(log.entries().stream().allMatch(entry -> entry.inFlight() == 1), path);
        }
    }

    @Test
    void logTellsWhatWasSent() throws Exception {
        browser.get(web.uri("/bytes/1000?seed=1"), "User-Agent", "Lab/1");
        browser.send("POST", web.uri("/post"), "x");
        var first = web.log().entries().getFirst();
        assertEquals("GET", first.method());
        assertEquals("/bytes/1000?seed=1", first.path());
        assertEquals(200, first.status().getAsInt());
        assertEquals(1_000, first.bytes());
        assertEquals(Optional.of("Lab/1"), first.userAgent());
        assertFalse(first.reused());
        var second = web.log().entries().getLast();
        assertEquals("POST", second.method());
        assertTrue(second.reused(), "HTTP/1.1 keeps its connection");
        assertEquals(first.connection(), second.connection());
        web.log().clear();
        assertEquals(0, web.log().size());
    }

    @Test
    void aNewConnectionIsNotTakenForAnOldOne() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (var socket =
                    new Socket(InetAddress.getLoopbackAddress(), web.base().getPort())) {
                socket.getOutputStream()
                        .write("GET /ip HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertTrue(socket.getInputStream().readAllBytes().length > 0);
            }
        }
        assertEquals(5, web.log().connections());
        assertTrue(web.log().entries().stream().noneMatch(AccessLog.Entry::reused));
    }

    @Test
    void closingEndsWhatIsPending() throws Exception {
        var site = web.site(1, 3);
        site.faults(Faults.none().withSilences(1));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var pending = List.of(
                    executor.submit(() -> browser.status(web.uri("/delay/60"))),
                    executor.submit(() -> browser.status(web.uri("/drip?duration=60"))),
                    executor.submit(() -> browser.status(web.uri("/sse?count=1000&duration=60"))),
                    executor.submit(() -> browser.status(site.home())));
            awaitInFlight(3);
            long start = System.nanoTime();
            web.close();
            for (Future<Integer> request : pending) {
                assertThrows(ExecutionException.class, request::get);
            }
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
        }
        assertEquals(0, web.log().inFlight());
        assertThrows(ConnectException.class, () -> browser.status(web.uri("/get")));
        assertThrows(ConnectException.class, () -> browser.status(site.home()));
        assertEquals("practice web " + web.base() + " (closed)", web.toString());
        web.close();
    }

    @Test
    void sharedIsOneAndStaysOpen() throws Exception {
        var shared = PracticeWeb.shared();
        assertSame(shared, PracticeWeb.shared());
        assertNotEquals(web.base(), shared.base());
        shared.close();
        assertSame(shared, PracticeWeb.shared());
        assertEquals(200, browser.status(shared.uri("/get")));
    }

    @Test
    void aClosedWebOpensNoSites() {
        web.close();
        assertThrows(IllegalStateException.class, () -> web.site(1, 1));
    }

    @Test
    void keepsNoProgramAlive() throws Exception {
        browser.status(web.uri("/get"));
        web.site(1, 1);
        var threads = Thread.getAllStackTraces().keySet();
        var dispatchers = threads.stream()
                .filter(thread -> thread.getName().equals("HTTP-Dispatcher"))
                .toList();
        assertTrue(dispatchers.size() >= 2);
        assertTrue(dispatchers.stream().allMatch(Thread::isDaemon));
    }

    private void awaitInFlight(int many) throws InterruptedException {
        while (web.log().inFlight() < many) {
            Thread.sleep(5);
        }
    }

    private static <T> List<T> together(int many, Callable<T> task) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> future : executor.invokeAll(Collections.nCopies(many, task))) {
                results.add(future.get());
            }
            return results;
        }
    }
}
