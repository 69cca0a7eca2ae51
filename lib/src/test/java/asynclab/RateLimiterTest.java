package asynclab;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {
    private final FakeTicker time = FakeTicker.jumping();
    private final FakeTicker byHand = new FakeTicker();
    private final Trail trail = new Trail();

    @Test
    void grantsTheBurstThenOnePermitPerInterval() throws Exception {
        var limiter = RateLimiter.perSecond(5, 3, time);
        assertEquals(List.of(0L, 0L, 0L, 200L, 400L, 600L), moments(limiter, 6));
    }

    @Test
    void withoutABurstPermitsComeEvenly() throws Exception {
        var limiter = RateLimiter.perSecond(2, 1, time);
        assertEquals(List.of(0L, 500L, 1000L, 1500L), moments(limiter, 4));
    }

    @Test
    void idleTimeBeyondTheBurstIsForfeited() throws Exception {
        var limiter = RateLimiter.perSecond(10, 2, time);
        time.advance(ofHours(1));
        assertEquals(List.of(3_600_000L, 3_600_000L, 3_600_100L, 3_600_200L), moments(limiter, 4));
    }

    @Test
    void aPauseGathersPermitsOneByOne() throws Exception {
        var limiter = RateLimiter.perSecond(10, 5, time);
        limiter.acquire(5);
        time.advance(ofMillis(250)); // two and a half permits
        assertEquals(List.of(250L, 250L, 300L, 400L), moments(limiter, 4));
    }

    @Test
    void moreThanTheBurstAtOnceTakesAsLongAsOneByOne() throws Exception {
        var limiter = RateLimiter.perSecond(10, 3, time);
        limiter.acquire(8);
        assertEquals(ofMillis(500).toNanos(), time.nanos());
    }

    @Test
    void tryAcquireTakesWhatIsDueAndNeverWaits() {
        var limiter = RateLimiter.perSecond(1, 2, time);
        assertEquals(
                List.of(true, true, false), List.of(limiter.tryAcquire(), limiter.tryAcquire(), limiter.tryAcquire()));
        assertEquals(0, time.nanos());
        time.advance(ofSeconds(1));
        assertTrue(limiter.tryAcquire(), "a refusal took nothing");
    }

    @Test
    void tryAcquireWithATimeoutWaitsIfThatIsLongEnoughAndElseNotAtAll() throws Exception {
        var limiter = RateLimiter.perSecond(1, 1, time);
        assertTrue(limiter.tryAcquire(Duration.ZERO));
        assertFalse(limiter.tryAcquire(ofMillis(999)));
        assertEquals(0, time.nanos(), "nobody waits in vain");
        assertTrue(limiter.tryAcquire(ofSeconds(1)));
        assertEquals(ofSeconds(1).toNanos(), time.nanos());
        assertTrue(limiter.tryAcquire(ofSeconds(Long.MAX_VALUE)));
    }

    @OnBothKinds
    void whoComesFirstIsServedFirst(Kind kind) throws Exception {
        var limiter = RateLimiter.perSecond(1, 1, byHand);
        limiter.acquire();
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            lineUp(scope, limiter, 5);
            assertFalse(limiter.tryAcquire(), "who does not wait does not overtake");
            assertFalse(limiter.tryAcquire(ofSeconds(5)), "five are in front");
            for (int i = 0; i < 5; i++) {
                byHand.awaitTimers(1);
                byHand.advance(ofSeconds(1));
                awaitTrail(i + 1);
            }
            scope.join();
        }
        assertEquals(List.of("0", "1", "2", "3", "4"), trail.names());
    }

    @OnBothKinds
    void anInterruptedCallerTakesNothingAndThoseBehindMoveUp(Kind kind) throws Exception {
        var limiter = RateLimiter.perSecond(1, 2, byHand);
        limiter.acquire(2);
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var tasks = lineUp(scope, limiter, 3);
            var greedy = scope.fork("greedy", () -> limiter.acquire(1_000_000));
            awaitWaiting(limiter, 4);
            tasks.get(1).cancel(); // in the middle
            awaitWaiting(limiter, 3);
            tasks.get(0).cancel(); // at the head
            awaitWaiting(limiter, 2);
            byHand.awaitTimers(1);
            byHand.advance(ofSeconds(1));
            awaitWaiting(limiter, 1);
            byHand.awaitTimers(1);
            byHand.advance(ofSeconds(2)); // the greedy one takes two of its million and waits for the next
            byHand.awaitTimers(1);
            greedy.cancel();
            scope.join();
            assertTrue(limiter.tryAcquire(), "what it had taken is back");
            assertTrue(limiter.tryAcquire());
            assertFalse(limiter.tryAcquire());
        }
        assertEquals(List.of("2"), trail.names());
    }

    @Test
    void anInterruptBeforeTheCallEndsItEvenIfPermitsAreDue() {
        var limiter = RateLimiter.perSecond(1, 5, time);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, limiter::acquire);
        assertFalse(Thread.currentThread().isInterrupted(), "told once");
    }

    @Test
    void theMachinesOwnTimeWorksToo() throws Exception {
        var limiter = RateLimiter.perSecond(1000, 10);
        long start = System.nanoTime();
        limiter.acquire(40);
        assertTrue(System.nanoTime() - start >= ofMillis(30).toNanos(), "30 after the burst, 1 ms each");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0    | 1          | rate must be above 0 and at most 1000000 permits per second, got 0.0",
                "-2   | 1          | rate must be above 0 and at most 1000000 permits per second, got -2.0",
                "NaN  | 1          | rate must be above 0 and at most 1000000 permits per second, got NaN",
                "1e7  | 1          | rate must be above 0 and at most 1000000 permits per second, got 1.0E7",
                "5    | 0          | burst must be >= 1 permit, got 0",
                "0.1  | 2147483647 | a burst of 2147483647 at 0.1 permits per second would take more than 146 years to"
                        + " gather. Take a higher rate or a smaller burst",
                "1e-99| 1          | a burst of 1 at 1.0E-99 permits per second would take more than 146 years to"
                        + " gather. Take a higher rate or a smaller burst"
            })
    void badNumbersAreRefused(double rate, int burst, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> RateLimiter.perSecond(rate, burst))
                        .getMessage());
    }

    @Test
    void noPermitsAndNegativeTimeoutsAreRefused() {
        var limiter = RateLimiter.perSecond(1);
        var none = assertThrows(IllegalArgumentException.class, () -> limiter.acquire(0));
        assertEquals("permits must be >= 1, got 0", none.getMessage());
        assertThrows(IllegalArgumentException.class, () -> limiter.tryAcquire(ofSeconds(-1)));
    }

    @Test
    void saysWhatItIs() {
        assertEquals(
                "rate limiter: 2.0 permits per second, burst 3, 0 waiting",
                RateLimiter.perSecond(2, 3).toString());
    }

    /** The milliseconds at which each of the next permits comes. */
    private List<Long> moments(RateLimiter limiter, int count) throws InterruptedException {
        var moments = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            limiter.acquire();
            moments.add(Duration.ofNanos(time.nanos()).toMillis());
        }
        return moments;
    }

    private <T> List<Task<?>> lineUp(TaskScope<T, ?> scope, RateLimiter limiter, int count) {
        var tasks = new ArrayList<Task<?>>();
        for (int i = 0; i < count; i++) {
            var name = String.valueOf(i);
            tasks.add(scope.fork(name, () -> {
                limiter.acquire();
                trail.add(name);
            }));
            awaitWaiting(limiter, i + 1);
        }
        return tasks;
    }

    private void awaitTrail(int length) {
        while (trail.names().size() < length) {
            Thread.onSpinWait();
        }
    }

    private static void awaitWaiting(RateLimiter limiter, int count) {
        while (limiter.waiting() != count) {
            Thread.onSpinWait();
        }
    }
}
