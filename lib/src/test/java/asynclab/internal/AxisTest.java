package asynclab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void marksAreRoundAndFarEnoughApart() {
        var axis = new Axis(100, 400, 3_010_000_000L);
        assertEquals(List.of(0L, 500_000_000L, 1_000_000_000L), axis.marks(64).subList(0, 3));
        assertEquals(
                List.of("0", "0.5", "1", "1.5", "2", "2.5", "3"),
                axis.marks(64).stream().map(axis::label).toList());
    }

    @Test
    void unitsFollowTheLength() {
        assertEquals("µs", new Axis(0, 400, 20_000).unit());
        assertEquals("ms", new Axis(0, 400, 50_000_000).unit());
        assertEquals("s", new Axis(0, 400, 2_000_000_000).unit());
    }

    @Test
    void anyLengthHasFewMarksAndStaysInside() {
        for (long end : new long[] {0, 1, 7, 999, 20_000, 1_000_003, 600_000_000_000L, Long.MAX_VALUE / 4}) {
            var axis = new Axis(100, 400, end);
            assertTrue(axis.marks(64).size() <= 8, () -> end + " ns: " + axis.marks(64));
            assertEquals(500, axis.x(end + 5), 400);
        }
    }

    @Test
    void durationsHaveThreeDigitsAndOneUnit() {
        assertEquals("3.01 s", Times.say(Duration.ofMillis(3010)));
        assertEquals("48.8 ms", Times.say(Duration.ofNanos(48_790_000)));
        assertEquals("20.0 µs", Times.say(Duration.ofNanos(20_000)));
        assertEquals("1.00 s", Times.say(Duration.ofNanos(999_700_000)));
        assertEquals("119 s", Times.say(Duration.ofSeconds(119)));
        assertEquals("10 min 12 s", Times.say(Duration.ofSeconds(612)));
        assertEquals("0 ns", Times.say(Duration.ZERO));
    }
}
