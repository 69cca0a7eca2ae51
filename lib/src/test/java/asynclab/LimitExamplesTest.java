package asynclab;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** The examples of the javadoc of what bounds, repeats and hands on, compiled and run. */
class LimitExamplesTest {
    private final String url = "http://localhost/page";

    @Test
    void rateLimiter() throws Exception {
        var limiter = RateLimiter.perSecond(5, 3);
        limiter.acquire();
        assertEquals("page", fetch(url));
    }

    @Test
    void retry() throws Exception {
        var retry = Retry.upTo(4);
        String page = retry.call(() -> fetch(url));
        assertEquals("page", page);
        var other = Retry.upTo(
                4, with -> with.withBackoff(ofMillis(200), ofSeconds(5)).withBudget(ofSeconds(20)));
        assertEquals("page", other.call(() -> fetch(url)));
    }

    private static final class Busy extends IOException implements Advice.Given {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public Advice advice() {
            return Advice.againAfter(ofSeconds(2));
        }
    }

    @Test
    void advice() {
        var once = Retry.upTo(2, with -> with.withBudget(ofSeconds(1)));
        assertThrows(
                Busy.class,
                () -> once.call(() -> {
                    throw new Busy();
                }));
    }

    @Test
    void retryAfter() {
        assertEquals(
                Duration.ofMinutes(2), RetryAfter.delay("120", Instant.now()).orElseThrow());
        assertTrue(
                RetryAfter.delay("Wed, 21 Oct 2026 07:28:00 GMT", Instant.now()).isPresent());
    }

    private record Connection(String name) implements AutoCloseable {
        static Connection open() {
            return new Connection("connection");
        }

        String ask(String question) {
            return name + ": " + question;
        }

        @Override
        public void close() {}
    }

    @Test
    void poolAndLease() throws Exception {
        try (var pool = Pool.of(3, Connection::open)) {
            String row = pool.with(connection -> connection.ask("who?"));
            assertEquals("connection: who?", row);
            try (var lease = pool.acquire(ofSeconds(1))) {
                assertEquals("connection: when?", lease.get().ask("when?"));
            }
        }
    }

    private static final class Sensor {
        private final List<String> lines = List.of("1", "2", "", "3");
        private int read;

        boolean isOn() {
            return read < lines.size();
        }

        String read() {
            return lines.get(read++);
        }
    }

    @Test
    void feed() {
        var sensor = new Sensor();
        int count = 0;
        try (var lines = Feed.<String>of(4, sink -> {
            while (sensor.isOn()) {
                sink.put(sensor.read());
            }
        })) {
            for (var line : lines) {
                if (line.isEmpty()) {
                    break;
                }
                count++;
            }
        }
        assertEquals(2, count);
    }

    @Test
    void mixedProcessor() throws Exception {
        var urls = List.of(url, url);
        var processor = MixedProcessor.upTo(3, (String url) -> fetch(url), page -> title(page));
        for (var task : processor.process(urls)) {
            assertEquals("title of page", task.state() == Task.State.SUCCEEDED ? task.get() : task.failure());
        }
    }

    @Test
    void raceAndSchedules() throws Exception {
        var schedules = Schedules.of(200, race -> {
            var count = new int[1];
            Action increment = () -> {
                int seen = count[0];
                Race.point("read");
                count[0] = seen + 1;
            };
            race.task("A", increment).task("B", increment).expect(2, () -> count[0]);
        });
        assertTrue(schedules.firstWrong().isPresent());
    }

    @Test
    void gauge() throws Exception {
        var queue = new LinkedBlockingQueue<String>();
        var length = Gauge.of("values in the queue");
        queue.put("value");
        length.set(queue.size());
        assertEquals(1, length.peak());
    }

    private static String title(String page) {
        return "title of " + page;
    }

    private static String fetch(String url) {
        return url.substring(url.length() - 4);
    }
}
