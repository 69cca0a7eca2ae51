package asynclab.kernel.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;
    private final Pace pace = new Pace();

    @Test
    void noThreeSecondsHoldMoreThanAServerTakes() {
        long now = 0;
        long inWindow = 0;
        for (int i = 0; i < 10_000 && now < 3 * SECOND; i++) {
            long pause = pace.pause(10_000, now);
            now += pause;
            if (now < 3 * SECOND) {
                pace.sent(10_000, now);
                inWindow += 10_000;
            }
        }
        assertTrue(inWindow > 2_000_000 && inWindow < 3_000_000, () -> "sent in the first 3 s");
    }

    @Test
    void smallMessagesAreCounted() {
        int sent = 0;
        while (pace.pause(0, 0) == 0) {
            pace.sent(0, 0);
            sent++;
        }
        assertTrue(sent > 2_000 && sent < 3_000, "a server takes 3,000 in 3 s");
        assertEquals(3 * SECOND, pace.pause(0, 0));
        assertEquals(0, pace.pause(0, 3 * SECOND));
    }

    @Test
    void aMessageThatIsTooLargeWaitsForAnEmptyWindowAndGoes() {
        pace.sent(10, 0);
        assertEquals(3 * SECOND, pace.pause(50_000_000, 0));
        assertEquals(0, pace.pause(50_000_000, 3 * SECOND));
    }

    @Test
    void theBytesAreThoseOfTheMessage() {
        assertEquals(1 + 2 + 6 + 2 + 3 + 6, Pace.bytes("a\n<é€\0"));
    }
}
