package asynclab.internal;

import java.time.Duration;
import java.util.Locale;

/**
 * Durations of a timeline, with three digits and one unit: {@code 2.00 s}, {@code 48.8 ms}, {@code 20.0 µs}. Unlike
 * {@link Texts#span} it keeps the zeros: {@code 2.00 s} says how well it was measured, and a column of them lines up.
 */
public final class Times {
    private Times() {}

    /** A duration with its unit. */
    public static String say(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) >= 0) {
            return Texts.span(duration);
        }
        double nanos = duration.toNanos();
        double size = Math.abs(nanos);
        if (size < 1e3) {
            return (long) nanos + " ns";
        }
        if (size < 999.5e3) {
            return digits(nanos / 1e3) + " µs";
        }
        if (size < 999.5e6) {
            return digits(nanos / 1e6) + " ms";
        }
        return digits(nanos / 1e9) + " s";
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
