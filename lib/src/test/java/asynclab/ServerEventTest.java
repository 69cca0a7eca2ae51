package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.web.PracticeWeb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ServerEventTest {
    /** Streams and what is to be read from them; {@code n} and {@code r} behind a backslash are line feed and carriage return. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: a\\n\\n                               | message[a]",
                "data: a\\ndata: b\\n\\n                     | message[a\\nb]",
                "data: a\\r\\n\\r\\ndata: b\\r\\rdata: c\\n\\n | message[a] message[b] message[c]",
                "event: ping\\ndata: a\\n\\ndata: b\\n\\n     | ping[a] message[b]",
                "id: 7\\ndata: a\\n\\ndata: b\\n\\nid\\ndata: c\\n\\n | message[a]#7 message[b]#7 message[c]#",
                ": a comment\\ndata:a\\nretry: 10\\nfoo: bar\\n\\n | message[a]",
                "data:  two spaces\\n\\n                      | message[ two spaces]",
                "data\\n\\ndata\\ndata\\n\\ndata:\\n\\n       | message[] message[\\n] message[]",
                "event: nothing\\n\\ndata: a\\n\\n            | message[a]",
                "\\uFEFFdata: a\\n\\n                         | message[a]",
                "data: cut off\\n                            | ''",
                "data: cut off                               | ''",
                "data: größer ☃\\n\\n                       | message[größer ☃]"
            })
    void streamsAreReadAsTheStandardSays(String stream, String events) throws IOException {
        assertEquals(plain(events), told(plain(stream).getBytes(StandardCharsets.UTF_8)));
    }

    private static String plain(String text) {
        return text.strip().replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\uFEFF");
    }

    private static String told(byte[] stream) {
        var told = new ArrayList<String>();
        try (var events = ServerEvent.read(new ByteArrayInputStream(stream))) {
            for (var event : events) {
                told.add(event.type() + "[" + event.data() + "]"
                        + event.id().map(id -> "#" + id).orElse(""));
            }
        }
        return String.join(" ", told);
    }

    @Test
    void thePracticeWebsEventsArriveOneByOne() throws Exception {
        try (var web = PracticeWeb.start();
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(web.uri("/sse?count=5&duration=0.05"))
                    .build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            var ids = new ArrayList<Optional<String>>();
            try (var events = ServerEvent.read(answer.body())) {
                for (var event : events) {
                    assertEquals("ping", event.type());
                    ids.add(event.id());
                }
            }
            assertEquals(
                    List.of("0", "1", "2", "3", "4"),
                    ids.stream().flatMap(Optional::stream).toList());
        }
    }

    @Test
    void closingEarlyReachesTheServer() throws Exception {
        try (var web = PracticeWeb.start();
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(web.uri("/sse?count=1000&duration=30"))
                    .build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            try (var events = ServerEvent.read(answer.body())) {
                assertTrue(events.take().isPresent());
            }
            client.shutdownNow();
            while (!web.log().entries().getFirst().clientGone()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void closingEndsAReadThatWaitsForTheServer() {
        var silent = new InputStream() {
            private boolean closed; // guarded by this

            @Override
            public synchronized int read() throws IOException {
                while (!closed) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        // as a stream that no interrupt ends
                    }
                }
                throw new IOException("closed");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }

            @Override
            public synchronized void close() {
                closed = true;
                notifyAll();
            }
        };
        var events = ServerEvent.read(silent);
        events.close();
        assertThrows(IllegalStateException.class, events::take);
    }
}
