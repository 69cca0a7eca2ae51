package asynclab;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RetryTest extends RetryFixture {
    @Test
    void workThatSucceedsIsDoneOnce() throws Exception {
        assertEquals("page", retry(4).call(failing(0, new IOException("never"))));
        assertEquals(1, calls);
        assertEquals(0, time.nanos());
    }

    @Test
    void aFailureThatPassesIsNotSeen() throws Exception {
        assertEquals("page", retry(4).call(failing(3, new IOException("reset"))));
        assertEquals(4, calls);
    }

    @Test
    void theLastFailureIsThrownWithTheEarlierOnesSuppressed() {
        var failures = List.of(new IOException("first"), new IOException("second"), new IOException("third"));
        var thrown = assertThrows(
                IOException.class,
                () -> retry(3).call(() -> {
                    throw failures.get(calls++);
                }));
        assertSame(failures.get(2), thrown);
        assertEquals(failures.subList(0, 2), List.of(thrown.getSuppressed()));
    }

    @Test
    void oneFailureThrownAgainAndAgainDoesNotSuppressItself() {
        var failure = new IOException("always the same");
        assertSame(failure, assertThrows(IOException.class, () -> retry(3).call(failing(9, failure))));
        assertEquals(3, calls);
        assertEquals(0, failure.getSuppressed().length);
    }

    @Test
    void onlyWhatMayBeRepeatedIs() {
        for (var failure : List.of(new IllegalStateException("a bug"), new Busy(Advice.stop()), new Exception("404"))) {
            calls = 0;
            assertSame(failure, assertThrows(Exception.class, () -> retry(4).call(failing(9, failure))));
            assertEquals(1, calls, failure.toString());
        }
        calls = 0;
        assertThrows(TimeoutException.class, () -> retry(4).call(failing(9, new TimeoutException("slow"))));
        assertEquals(4, calls);
        assertThrows(
                AssertionError.class,
                () -> retry(4).call(() -> {
                    calls = 0;
                    throw new AssertionError("errors are not retried");
                }));
        assertEquals(0, calls);
    }

    @Test
    void theCallerMayDecideWhatIsRepeated() {
        var missing = new FileNotFoundException("gone for good");
        var retry = retry(
                4,
                with -> with.withAdvice(
                        failure -> failure instanceof FileNotFoundException ? Advice.stop() : Advice.again()));
        assertSame(missing, assertThrows(IOException.class, () -> retry.call(failing(9, missing))));
        assertEquals(1, calls);
        assertEquals(
                "attempt 1: FileNotFoundException: gone for good; gave up: not to be repeated",
                attempts.getLast().toString());
    }

    @OnBothKinds
    void anInterruptWhileItWaitsEndsItAtOnce(OnBothKinds.Kind kind) throws Exception {
        var byHand = new FakeTicker();
        var failure = new IOException("down");
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var task = scope.fork(
                    "retries", () -> Retry.upTo(5, with -> with, byHand).call(failing(9, failure)));
            byHand.awaitTimers(1);
            task.cancel();
            scope.join();
            var thrown = task.failure().orElseThrow();
            assertEquals("interrupted before attempt 2 of 5", thrown.getMessage());
            assertEquals(List.of(failure), List.of(thrown.getSuppressed()));
            assertEquals(Task.State.CANCELLED, task.state());
        }
        assertEquals(1, calls);
    }

    @Test
    void anInterruptOutOfTheWorkIsNotRetried() {
        assertThrows(InterruptedException.class, () -> retry(4).call(failing(9, new InterruptedException())));
        assertEquals(1, calls);
        assertThrows(
                ClosedByInterruptException.class, () -> retry(4).call(failing(9, new ClosedByInterruptException())));
        assertEquals(2, calls);
        assertThrows(
                IOException.class,
                () -> retry(4).call(() -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("whatever the library makes of it");
                }));
        assertTrue(Thread.interrupted(), "and the interrupt is still there");
    }

    @Test
    void badNumbersAreRefused() {
        assertEquals("attempts must be >= 1, the first one counts, got 0", refused(() -> Retry.upTo(0)));
        assertEquals(
                "a backoff must be above 0 s, and its cap not below that and at most a year, got 2 s and 1 s",
                refused(() -> retry(2, with -> with.withBackoff(ofSeconds(2), ofSeconds(1)))));
        assertEquals(
                "budget must be 0 s or more, got -1 s",
                refused(() -> retry(2, with -> with.withBudget(ofSeconds(-1)))));
        assertEquals(
                "the wait before another attempt must be 0 s or more, got -1 s",
                refused(() -> Advice.againAfter(ofSeconds(-1))));
        assertEquals(
                ofDays(365),
                RetrySettings.DEFAULT.withBackoff(ofSeconds(1), ofDays(365)).ceiling(1 << 30));
    }
}
