package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong now = new AtomicLong();
    private double random = 0.5;
    private final Pace pace = new Pace(Politeness.usual(), now::get, () -> random);

    @Test
    void theGapFollowsTheLatencyOfGoodAnswers() {
        assertEquals(Duration.ofSeconds(1), pace.gap());
        pace.answered(Duration.ofSeconds(4), true);
        assertEquals(Duration.ofSeconds(4), pace.gap()); // longer: at once
        pace.answered(Duration.ofSeconds(2), true);
        assertEquals(Duration.ofSeconds(3), pace.gap()); // shorter: half-way
        for (int i = 0; i < 20; i++) {
            pace.answered(Duration.ofMillis(10), true);
        }
        assertEquals(Duration.ofSeconds(1), pace.gap()); // never below what politeness asks for
        pace.answered(Duration.ofMinutes(5), true);
        assertEquals(Duration.ofSeconds(30), pace.gap());
    }

    @Test
    void errorsNeverShortenTheGap() {
        pace.answered(Duration.ofSeconds(8), true);
        for (int i = 0; i < 1_000; i++) {
            pace.failed(Duration.ofMillis(1));
            pace.answered(Duration.ofMillis(1), false);
            assertEquals(Duration.ofSeconds(8), pace.gap());
        }
        pace.failed(Duration.ofSeconds(12));
        assertEquals(Duration.ofSeconds(12), pace.gap());
    }

    @Test
    void aCrawlDelayIsTheLeastGapEvenAboveTheLongestOfOurs() {
        pace.crawlDelay(Duration.ofSeconds(45));
        assertEquals(Duration.ofSeconds(45), pace.gap());
        pace.answered(Duration.ofMillis(1), true);
        assertEquals(Duration.ofSeconds(45), pace.gap());
    }

    @Test
    void aHostOfOnesOwnHasOnlyTheGapThatItAsksFor() {
        var local = new Pace(Politeness.local(), now::get, () -> random);
        local.answered(Duration.ofSeconds(4), true);
        assertEquals(Duration.ZERO, local.gap());
        local.crawlDelay(Duration.ofMillis(100));
        local.answered(Duration.ofSeconds(4), true);
        assertEquals(Duration.ofMillis(100), local.gap());
    }

    @Test
    void fiveFailuresInARowParkAHostAndAGoodAnswerForgetsThem() {
        for (int i = 0; i < 4; i++) {
            pace.failed(Duration.ofMillis(1));
        }
        pace.answered(Duration.ofMillis(1), true);
        for (int i = 0; i < 4; i++) {
            pace.failed(Duration.ofMillis(1));
        }
        assertFalse(pace.isParked());
        pace.failed(Duration.ofMillis(1));
        assertTrue(pace.isParked());
    }

    @Test
    void blocksDoubleFromFiveSecondsToTenMinutesAndAreForgottenAfterHalfAnHour() {
        random = 0;
        assertEquals(Duration.ofSeconds(5), pace.block());
        assertEquals(Duration.ofSeconds(10), pace.block());
        random = 1;
        assertEquals(Duration.ofSeconds(22), pace.block()); // 20 s and a tenth
        random = 0;
        for (int i = 0; i < 20; i++) {
            pace.block();
        }
        assertEquals(Duration.ofMinutes(10), pace.block());
        now.addAndGet(Duration.ofMinutes(31).toNanos());
        assertEquals(Duration.ofSeconds(5), pace.block());
    }

    @Test
    void theWaitBeforeARetryIsRandomWithinABoundThatDoublesUpToAMinute() {
        random = 1;
        assertEquals(Duration.ofSeconds(1), pace.retry(1));
        assertEquals(Duration.ofSeconds(2), pace.retry(2));
        assertEquals(Duration.ofSeconds(60), pace.retry(20));
        random = 0;
        assertEquals(Duration.ZERO, pace.retry(3));
    }

    @Test
    void whatAHostAsksForIsKeptUpToAnHour() {
        assertEquals(Duration.ofMinutes(59), Pace.asked(Duration.ofMinutes(59)));
        assertEquals(Duration.ofHours(1), Pace.asked(Duration.ofDays(10)));
    }
}
