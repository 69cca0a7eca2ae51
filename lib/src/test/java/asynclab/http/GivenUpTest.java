package asynclab.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An exchange that is given up has ended, whatever it was about: the server is the judge. */
class GivenUpTest {
    private static final int TIMES = 1_000;

    /** The moment that counts is when the head arrives: with {@code send} alone seventeen of these went on. */
    @Test
    void interruptedWhileItsHeadArrivesItGoesOnNoMore() throws Exception {
        ConcurrentMap<String, Thread> fetching = new ConcurrentHashMap<>();
        var open = new AtomicInteger();
        var random = new Random(4);
        try (var server = new RawServer((path, _, out) -> {
                    open.incrementAndGet();
                    try {
                        RawServer.write(out, "HTTP/1.1 200 OK\nContent-Length: 100000\n\n");
                        spin(random.nextInt(200_000));
                        Objects.requireNonNull(fetching.get(path)).interrupt();
                        RawServer.drip(out, "x", Duration.ofMillis(20));
                    } finally {
                        open.decrementAndGet();
                    }
                });
                var fetcher = HttpFetcher.with(FetchSettings.usual()).open()) {
            for (int i = 0; i < TIMES; i++) {
                var uri = server.uri("/" + i);
                var thread = Thread.ofVirtual().unstarted(() -> fetch(fetcher, uri));
                fetching.put("/" + i, thread);
                thread.start();
                thread.join();
            }
            for (int i = 0; i < 250 && open.get() > 0; i++) {
                Thread.sleep(20); // a server notices at its next byte that nobody is there
            }
            assertEquals(
                    0, open.get(), "exchanges that go on, of " + server.paths().size());
            assertEquals(0, fetcher.abandoned());
        }
    }

    /** A server whose queue is full does not answer to a connection; the system would ask again a second later. */
    @Test
    void givenUpBeforeItIsConnectedItConnectsNoMore() throws Exception {
        var here = InetAddress.ofLiteral("127.0.0.1");
        var whole = Duration.ofMillis(300);
        try (var server = new ServerSocket(0, 1, here);
                var fetcher = HttpFetcher.with(FetchSettings.usual().withTimeouts(Timeouts.within(whole)))
                        .open()) {
            var fillers = filled(new InetSocketAddress(here, server.getLocalPort()));
            var uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            var failure = assertThrows(FetchException.class, () -> fetcher.fetch(uri));
            assertEquals(Kind.TIMEOUT, failure.kind(), failure::toString);
            assertEquals(0, fetcher.abandoned());
            assertEquals(fillers.size(), accepted(server), "connections, of which ours must not be one");
            for (var filler : fillers) {
                filler.close();
            }
        }
    }

    /** Connects until the queue takes no more. */
    private static List<Socket> filled(InetSocketAddress server) throws IOException {
        var fillers = new ArrayList<Socket>();
        while (fillers.size() < 100) {
            var socket = new Socket();
            try {
                socket.connect(server, 200);
                fillers.add(socket);
            } catch (SocketTimeoutException e) {
                socket.close();
                break;
            }
        }
        assertTrue(fillers.size() < 100, "this system's queue is never full");
        return fillers;
    }

    /** How many connections there are, those included that come within a second and a half. */
    private static int accepted(ServerSocket server) throws IOException {
        int accepted = 0;
        server.setSoTimeout(1_500);
        try {
            while (true) {
                server.accept().close();
                accepted++;
            }
        } catch (SocketTimeoutException e) {
            return accepted;
        }
    }

    /** No sleep is as short. */
    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void fetch(HttpFetcher fetcher, URI uri) {
        try {
            fetcher.fetch(uri);
        } catch (FetchException | InterruptedException e) {
            // given up, as it should be
        }
    }
}
