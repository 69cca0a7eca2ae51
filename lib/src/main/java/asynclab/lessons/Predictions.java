package asynclab.lessons;

import asynclab.Lab;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The learner's guesses, by name, and the words that compare them with what was measured. Safe for any thread. */
final class Predictions {
    /** A guess this near to the truth, as a ratio, counts as right: sleeping and starting threads cost a little. */
    private static final double NEAR = 0.2;

    private final Map<String, Duration> guesses = new ConcurrentHashMap<>();

    String keep(String what, Duration guess) {
        if (guess.isNegative()) {
            throw new IllegalArgumentException("a guess must be >= 0 s, got " + Lab.text(guess));
        }
        if (guess.isZero()) {
            guesses.remove(what);
            return "No guess yet for \"%s\": put a number in place of the 0, and run this cell again.".formatted(what);
        }
        guesses.put(what, guess);
        return "Your guess for \"%s\": %s. Now run it.".formatted(what, Lab.text(guess));
    }

    String compare(String what, Duration measured) {
        var guess = guesses.get(what);
        if (guess == null) {
            return "\"%s\" took %s. You made no guess.".formatted(what, Lab.text(measured));
        }
        double ratio = measured.toNanos() / (double) guess.toNanos();
        return "\"%s\" took %s. You guessed %s: %s"
                .formatted(what, Lab.text(measured), Lab.text(guess), judgement(ratio));
    }

    private static String judgement(double ratio) {
        if (Math.abs(ratio - 1) <= NEAR) {
            return "right.";
        }
        return ratio > 1
                ? "it took %.1f times as long. Where did the time go?".formatted(ratio)
                : "it took %.0f %% of that. What went on at the same time?".formatted(ratio * 100);
    }
}
