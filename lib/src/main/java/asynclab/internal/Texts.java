package asynclab.internal;

import java.time.Duration;
import java.util.Locale;

/** Small words and numbers as people read them, the same in every picture: {@code 1,988}, {@code 1.52 s}. */
public final class Texts {
    private Texts() {}

    /** A whole number with its thousands apart: {@code 1,988}. */
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 1,988 rows}. */
    public static String counted(long number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }

    /** A length of time with three figures and the unit that fits it: {@code 850 ns}, {@code 1.52 s}, {@code 2 min 05 s}. */
    public static String span(Duration length) {
        if (length.isNegative()) {
            return length.equals(Duration.ofSeconds(Long.MIN_VALUE)) ? length.toString() : "-" + span(length.negated());
        }
        if (length.compareTo(Duration.ofSeconds(60)) < 0) {
            return underAMinute(length.toNanos());
        }
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            return String.format(Locale.ROOT, "%d min %02d s", length.toMinutes(), length.toSecondsPart());
        }
        var hours = String.format(Locale.ROOT, "%d h %02d min", length.toHoursPart(), length.toMinutesPart());
        return length.toDays() == 0 ? hours : grouped(length.toDays()) + " d " + hours;
    }

    private static String underAMinute(long nanos) {
        if (nanos == 0) {
            return "0 s";
        }
        String[] units = {"ns", "µs", "ms", "s"};
        double value = nanos;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) { // 999.5 is drawn as 1000, so it belongs to the next unit
            value /= 1000;
            unit++;
        }
        return figures(value) + " " + units[unit];
    }

    /** A number with three figures and no needless zeros: {@code 31.2}, {@code 0.25}, {@code 1,250}. */
    public static String figures(double value) {
        double size = Math.abs(value);
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
        var text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return decimals == 0 ? text : text.replaceFirst("\\.?0+$", "");
    }

    /** {@code text} safe inside HTML and SVG, as content and as a quoted attribute. */
    public static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // Other control characters are not allowed in XML at all, not even escaped.
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' && c != '\r' ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    /** {@code text} cut to at most {@code limit} characters, the last of them "…" when something was left out. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
