package asynclab;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    private final FakeTicker time = new FakeTicker();

    @Test
    void remainingRunsDownToZeroAndStaysThere() {
        var deadline = Deadline.in(ofSeconds(2), time);
        assertEquals(ofSeconds(2), deadline.remaining());
        time.advance(ofSeconds(1));
        assertEquals(ofSeconds(1), deadline.remaining());
        assertFalse(deadline.isPassed());
        time.advance(ofSeconds(1));
        assertTrue(deadline.isPassed(), "at the very moment");
        time.advance(ofSeconds(1));
        assertEquals(Duration.ZERO, deadline.remaining());
    }

    @Test
    void zeroHasPassedAtOnce() {
        assertTrue(Deadline.in(Duration.ZERO).isPassed());
    }

    @Test
    void noneNeverPassesAndFitsAnyTimeout() {
        assertFalse(Deadline.none().isPassed());
        assertTrue(Deadline.none().isNone());
        assertTrue(Deadline.none().remaining().toDays() > 146 * 364L);
    }

    @Test
    void aTimeoutBeyondTheClockCountsAsTheFarthest() {
        var farthest = Deadline.in(Duration.ofSeconds(Long.MAX_VALUE), time);
        time.advance(ofSeconds(1));
        assertFalse(farthest.isPassed());
        assertFalse(farthest.isNone());
        assertEquals(Deadline.none().remaining(), farthest.remaining().plusSeconds(1));
    }

    @Test
    void earlierOfIsTheOneWithLessTimeLeftOnWhicheverClock() {
        var otherClock = new FakeTicker();
        otherClock.advance(ofSeconds(100));
        var near = Deadline.in(ofSeconds(1), otherClock);
        var far = Deadline.in(ofSeconds(2), time);
        assertSame(near, near.earlierOf(far));
        assertSame(near, far.earlierOf(near));
        assertSame(far, far.earlierOf(Deadline.none()));
        assertSame(far, Deadline.none().earlierOf(far));
        assertSame(Deadline.none(), Deadline.none().earlierOf(Deadline.none()));
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        var mistake = assertThrows(IllegalArgumentException.class, () -> Deadline.in(Duration.ofMillis(-5)));
        assertEquals("timeout must be 0 s or more, got -0.005 s", mistake.getMessage());
    }

    @Test
    void saysHowMuchIsLeft() {
        var deadline = Deadline.in(Duration.ofMillis(1500), time);
        assertEquals("deadline in 1.5 s", deadline.toString());
        time.advance(ofSeconds(2));
        assertEquals("deadline passed", deadline.toString());
        assertEquals("no deadline", Deadline.none().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "300000000, 0.3 s",
        "0, 0 s",
        "1, 0.000000001 s",
        "299873411, 0.3 s",
        "1234567890, 1.23 s",
        "3725600000000, 3726 s",
        "-1500000000, -1.5 s"
    })
    void secondsAreShort(long nanos, String text) {
        assertEquals(text, Words.seconds(Duration.ofNanos(nanos)));
    }
}
