package asynclab.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    private final Predictions predictions = new Predictions();

    @Test
    void comparesTheGuessWithWhatHappened() {
        predictions.keep("together", Duration.ofSeconds(6));
        assertEquals(
                "\"together\" took 3.00 s. You guessed 6.00 s: it took 50 % of that."
                        + " What went on at the same time?",
                predictions.compare("together", Duration.ofSeconds(3)));
    }

    @Test
    void saysWhenItTookLonger() {
        predictions.keep("one by one", Duration.ofSeconds(2));
        var said = predictions.compare("one by one", Duration.ofSeconds(6));
        assertTrue(said.contains("3.0 times as long"), said);
    }

    @Test
    void aGuessNearTheTruthIsRight() {
        predictions.keep("x", Duration.ofSeconds(3));
        var said = predictions.compare("x", Duration.ofMillis(3_100));
        assertTrue(said.endsWith("right."), said);
    }

    @Test
    void zeroMeansNoGuess() {
        var said = predictions.keep("x", Duration.ZERO);
        assertTrue(said.startsWith("No guess yet"), said);
        assertTrue(predictions.compare("x", Duration.ofSeconds(1)).endsWith("You made no guess."));
    }

    @Test
    void aLaterGuessReplacesTheEarlier() {
        predictions.keep("x", Duration.ofSeconds(9));
        predictions.keep("x", Duration.ofSeconds(3));
        assertTrue(predictions.compare("x", Duration.ofSeconds(3)).endsWith("right."));
    }

    @Test
    void refusesANegativeGuess() {
        assertThrows(IllegalArgumentException.class, () -> predictions.keep("x", Duration.ofSeconds(-1)));
    }
}
