package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabTest {
    @ParameterizedTest
    @CsvSource({"0, 0.0 ms", "85000, 85 µs", "12400000, 12.4 ms", "999949999, 999.9 ms", "3010000000, 3.01 s"})
    void writesTimesWithAUnitThatFits(long nanos, String text) {
        assertEquals(text, Lab.text(Duration.ofNanos(nanos)));
    }

    @Test
    void takesSecondsWithAFraction() {
        assertEquals(Duration.ofMillis(500), Lab.seconds(0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 86_401})
    void refusesSecondsThatAreNoLengthOfTime(double seconds) {
        var error = assertThrows(IllegalArgumentException.class, () -> Lab.seconds(seconds));
        assertTrue(error.toString().endsWith("got " + seconds), error.toString());
    }

    @Test
    void tellsWaitingFromComputing() throws Exception {
        var waited = Lab.measure(() -> Thread.sleep(40));
        assertTrue(waited.waiting().compareTo(waited.computing()) > 0, waited.toString());
        assertEquals(waited.wall(), waited.computing().plus(waited.waiting()));
    }

    @Test
    void measureLetsTheFailureThrough() {
        assertThrows(
                java.io.IOException.class,
                () -> Lab.measure(() -> {
                    throw new java.io.IOException("no page");
                }));
    }

    @Test
    void measureRefusesAVirtualThread() throws Exception {
        var failure = new AtomicReference<Throwable>();
        Thread.startVirtualThread(() -> {
                    try {
                        Lab.measure(() -> {});
                    } catch (Exception e) {
                        failure.set(e);
                    }
                })
                .join();
        assertTrue(failure.get() instanceof IllegalStateException, String.valueOf(failure.get()));
    }

    @Test
    void aPictureAlwaysHasText() {
        assertEquals("bars", Picture.of("bars").withSvg("<svg/>").text());
        assertThrows(NullPointerException.class, () -> new Picture(java.util.Map.of("image/svg+xml", "<svg/>")));
    }
}
