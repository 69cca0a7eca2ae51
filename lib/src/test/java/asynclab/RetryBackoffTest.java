package asynclab;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** How long a retry waits, and when it no longer does. */
class RetryBackoffTest extends RetryFixture {
    @RepeatedTest(100)
    void eachWaitIsWithinACeilingThatDoublesUpToTheCap(RepetitionInfo seed) {
        UnaryOperator<RetrySettings> with =
                s -> s.withBackoff(ofMillis(100), ofMillis(1000)).withSeed(seed.getCurrentRepetition());
        assertThrows(IOException.class, () -> retry(7, with).call(failing(9, new IOException("down"))));
        var most = List.of(100, 200, 400, 800, 1000, 1000);
        for (int i = 0; i < most.size(); i++) {
            assertEquals(
                    ofMillis(most.get(i)), with.apply(RetrySettings.DEFAULT).ceiling(i + 1));
            assertTrue(waits().get(i).compareTo(ofMillis(most.get(i))) <= 0, waits().toString());
        }
        assertEquals(sum(waits()), Duration.ofNanos(time.nanos()));
    }

    @Test
    void theJitterIsFull() {
        for (int seed = 0; seed < 500; seed++) {
            long drawn = seed;
            calls = 0;
            assertThrows(
                    IOException.class,
                    () -> retry(2, with -> with.withSeed(drawn)).call(failing(999, new IOException())));
        }
        var millis = waits().stream().mapToLong(Duration::toMillis).summaryStatistics();
        assertTrue(millis.getMin() < 2 && millis.getMax() >= 98, millis.toString());
        assertEquals(50, millis.getAverage(), 5);
    }

    @Test
    void theSameSeedGivesTheSameWaitsAndEachCallOthers() {
        for (int run = 0; run < 2; run++) {
            var retry = retry(2, with -> with.withSeed(42));
            assertThrows(IOException.class, () -> retry.call(failing(9, new IOException())));
            assertThrows(IOException.class, () -> retry.call(failing(9, new IOException())));
        }
        var waits = waits();
        assertEquals(waits.subList(0, 2), waits.subList(2, 4));
        assertTrue(!waits.get(0).equals(waits.get(1)), waits.toString());
    }

    @Test
    void whatAFailureAsksForIsWaitedInFullAndTheJitterOnTop() throws Exception {
        retry(2).call(failing(1, new Busy(Advice.againAfter(ofSeconds(30)))));
        var wait = Duration.ofNanos(time.nanos());
        assertTrue(wait.compareTo(ofSeconds(30)) >= 0 && wait.compareTo(ofMillis(30_100)) <= 0, wait.toString());
    }

    @Test
    void aWaitThatDoesNotFitTheBudgetIsNotBegun() {
        var retry = retry(4, with -> with.withBudget(ofSeconds(10)));
        assertThrows(Busy.class, () -> retry.call(failing(9, new Busy(Advice.againAfter(ofDays(100_000_000))))));
        assertEquals(1, calls);
        assertEquals(0, time.nanos(), "nobody waits in vain");
        assertTrue(attempts.getLast().decision().endsWith(" s, but only 10 s left"), attempts.toString());
    }

    @Test
    void theBudgetCountsTheWorkAndTheWaits() {
        var retry = retry(100, with -> with.withBudget(ofSeconds(10)));
        assertThrows(
                IOException.class,
                () -> retry.call(() -> {
                    calls++;
                    time.advance(ofSeconds(3));
                    throw new IOException("slow and broken");
                }));
        assertTrue(calls <= 4 && calls >= 3, calls + " attempts of 3 s in 10 s");
    }

    @Test
    void aDeadlineThatIsHandedDownHolds() {
        var deadline = Deadline.in(ofMillis(1), time);
        var retry = retry(100, with -> with.withBackoff(ofSeconds(1), ofSeconds(1)));
        assertThrows(IOException.class, () -> retry.call(deadline, failing(999, new IOException())));
        assertEquals(1, calls);
    }
}
