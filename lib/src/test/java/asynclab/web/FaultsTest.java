package asynclab.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is decided by seed, path and attempt; the rate by a clock that the test moves. */
class FaultsTest {
    private static final Faults MIXED = Faults.none()
            .withLatency(Latency.uniform(Duration.ofMillis(10), Duration.ofMillis(20)))
            .withErrors(0.2, 503)
            .withClosings(0.1)
            .withSilences(0.1)
            .withTruncations(0.2)
            .withDrips(0.2, Duration.ofMillis(50));

    @Test
    void nothingGoesWrongUnlessAsked() {
        for (int attempt = 1; attempt <= 100; attempt++) {
            assertEquals(
                    new Faults.Decision(Duration.ZERO, Optional.empty()),
                    Faults.none().decide(42, "/", attempt));
        }
    }

    @Test
    void sameSeedSameFaultsInAnyOrder() {
        var forwards = IntStream.rangeClosed(1, 200)
                .mapToObj(n -> MIXED.decide(7, "/p/" + n % 20, n))
                .toList();
        var backwards = IntStream.rangeClosed(1, 200)
                .map(n -> 201 - n)
                .mapToObj(n -> MIXED.decide(7, "/p/" + n % 20, n))
                .toList();
        assertEquals(forwards, backwards.reversed());
        var otherSeed = IntStream.rangeClosed(1, 200)
                .mapToObj(n -> MIXED.decide(8, "/p/" + n % 20, n))
                .toList();
        assertNotEquals(forwards, otherSeed);
    }

    @ParameterizedTest
    @EnumSource(names = "LIMITED", mode = EnumSource.Mode.EXCLUDE)
    void eachFaultComesAtItsShare(Fault fault) {
        UnaryOperator<Faults> third = faults -> switch (fault) {
            case ERROR -> faults.withErrors(0.3, 500);
            case CLOSED -> faults.withClosings(0.3);
            case SILENT -> faults.withSilences(0.3);
            case TRUNCATED -> faults.withTruncations(0.3);
            case DRIPPED, LIMITED -> faults.withDrips(0.3, Duration.ofSeconds(1));
        };
        var faults = third.apply(Faults.none());
        long hits = IntStream.range(0, 10_000)
                .filter(n -> faults.decide(42, "/p/" + n, 1).fault().equals(Optional.of(fault)))
                .count();
        assertTrue(hits > 2_800 && hits < 3_200, hits + " of 10,000 at a share of 0.3");
    }

    @Test
    void failsTheFirstAttemptsAndThenSucceeds() {
        var faults = Faults.none().withFailuresFirst(2, 503);
        assertEquals(
                List.of(Optional.of(Fault.ERROR), Optional.of(Fault.ERROR), Optional.empty(), Optional.empty()),
                IntStream.rangeClosed(1, 4)
                        .mapToObj(n -> faults.decide(1, "/a", n).fault())
                        .toList());
        assertEquals(503, faults.errorStatus());
    }

    @Test
    void aFaultThatIsAddedMovesNoOther() {
        var errors = Faults.none().withErrors(0.3, 500);
        var more = errors.withDrips(0.5, Duration.ofSeconds(1));
        for (int n = 1; n <= 500; n++) {
            boolean failed = errors.decide(42, "/p/1", n).fault().equals(Optional.of(Fault.ERROR));
            assertEquals(failed, more.decide(42, "/p/1", n).fault().equals(Optional.of(Fault.ERROR)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void sharesAreFromZeroToOne(double share) {
        var none = Faults.none();
        assertThrows(IllegalArgumentException.class, () -> none.withErrors(share, 500));
        assertThrows(IllegalArgumentException.class, () -> none.withDrips(share, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> none.withTruncations(share));
        assertThrows(IllegalArgumentException.class, () -> none.withClosings(share));
        assertThrows(IllegalArgumentException.class, () -> none.withSilences(share));
    }

    @Test
    void messagesNameTheValue() {
        var none = Faults.none();
        assertMessage("the share of errors must be from 0 to 1, got 2.0", () -> none.withErrors(2, 500));
        assertMessage("an error status must be from 400 to 599, got 200", () -> none.withErrors(0.5, 200));
        assertMessage("failures first must be >= 0, got -1", () -> none.withFailuresFirst(-1, 500));
        assertMessage("burst must be from 1 to 1,000,000 requests, got 0", () -> none.withRate(1, 0));
        assertMessage("a rate must be from 0.001 to 1e9 requests per second, got 0.0", () -> none.withRate(0, 1));
        assertMessage("a drip must take >= PT0S, got PT-1S", () -> none.withDrips(1, Duration.ofSeconds(-1)));
        assertMessage("a latency must be >= PT0S, got PT-1S", () -> Latency.fixed(Duration.ofSeconds(-1)));
        assertMessage(
                "the longer latency must be >= PT2S, got PT1S",
                () -> Latency.uniform(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertMessage(
                "a long tail needs 0 < median < 99th percentile, got PT0S and PT1S",
                () -> Latency.longTail(Duration.ZERO, Duration.ofSeconds(1)));
    }

    @Test
    void latenciesHaveTheirShapes() {
        assertEquals(Duration.ofMillis(5), Latency.fixed(Duration.ofMillis(5)).at(0.99));
        var uniform = Latency.uniform(Duration.ofMillis(100), Duration.ofMillis(300));
        assertEquals(Duration.ofMillis(100), uniform.at(0));
        assertEquals(Duration.ofMillis(200), uniform.at(0.5));
        var tail = Latency.longTail(Duration.ofMillis(50), Duration.ofSeconds(1));
        assertEquals(0.050, tail.at(0.5).toNanos() / 1e9, 1e-6);
        assertEquals(1.000, tail.at(0.99).toNanos() / 1e9, 1e-6);
        assertEquals(tail.at(0.999), tail.at(0.999999), "the tail is cut at 1 request in 1,000");
        assertTrue(tail.at(0).isPositive() && tail.at(0).compareTo(tail.at(0.5)) < 0);
    }

    @Test
    void grantsTheBurstThenOnePermitPerInterval() {
        var clock = new AtomicLong(-5_000_000_000L); // nanoTime may be negative
        var bucket = new Bucket(new Faults.Rate(5, 3), clock::get);
        var waits = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            waits.add(bucket.take().toMillis());
        }
        assertEquals(List.of(0L, 0L, 0L, 200L), waits);
        clock.addAndGet(150_000_000);
        assertEquals(50, bucket.take().toMillis());
        clock.addAndGet(50_000_000);
        assertEquals(0, bucket.take().toMillis());
        assertEquals(200, bucket.take().toMillis(), "a refused request takes no permit");
        clock.addAndGet(60_000_000_000L);
        assertEquals(
                List.of(0L, 0L, 0L, 200L),
                IntStream.range(0, 4).mapToObj(_ -> bucket.take().toMillis()).toList(),
                "idle time beyond the burst is not saved up");
    }

    @Test
    void attemptsAreCountedPerPathAndBounded() {
        var attempts = new Attempts();
        assertEquals(
                List.of(1, 2, 1, 3),
                List.of(attempts.next("/a"), attempts.next("/a"), attempts.next("/b"), attempts.next("/a")));
        attempts.forget();
        assertEquals(1, attempts.next("/a"));
        for (int i = 0; i < 100_001; i++) {
            attempts.next("/trap/" + i);
        }
        assertEquals(List.of(1, 1), List.of(attempts.next("/trap/new"), attempts.next("/trap/new")));
        assertEquals(2, attempts.next("/a"), "known paths go on being counted");
    }

    private static void assertMessage(String message, Executable code) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
    }
}
