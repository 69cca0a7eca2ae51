package asynclab;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads HTTP's {@code Retry-After}: seconds, or a date.
 *
 * {@snippet :
 * RetryAfter.delay("120", Instant.now());                             // two minutes
 * RetryAfter.delay("Wed, 21 Oct 2026 07:28:00 GMT", Instant.now());   // until then
 * }
 *
 * <p>After RFC 9110 sections 10.2.3 and 5.6.7, with all three forms of a date that a recipient must accept.
 */
public final class RetryAfter {
    /** More digits than a duration holds; a server that asks for this long is not to be asked again. */
    private static final int MOST_DIGITS = 18;

    private RetryAfter() {}

    /**
     * How long to wait from {@code now}: zero for a date that has passed, empty for what is neither seconds nor a date
     * (a negative number, say), which a client is to treat as absent.
     *
     * @param field the field's value; blanks around it do not matter
     */
    public static Optional<Duration> delay(String field, Instant now) {
        var text = field.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean endless = text.length() > MOST_DIGITS;
            return Optional.of(Duration.ofSeconds(endless ? Long.MAX_VALUE : Long.parseLong(text)));
        }
        return date(field, now).map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    }

    /**
     * Reads a date as HTTP writes it, in {@code Date} and {@code Last-Modified} too.
     *
     * @param field the field's value; blanks around it do not matter
     * @param now what tells the century of a year of two digits
     * @return empty if it is no such date
     */
    public static Optional<Instant> date(String field, Instant now) {
        var text = field.strip();
        for (var form : forms(now)) {
            try {
                return Optional.of(form.parse(text, Instant::from));
            } catch (DateTimeException e) {
                // not in this form; perhaps in the next
            }
        }
        return Optional.empty();
    }

    /** Case matters in none of them, as little as it does to those who send them. */
    private static List<DateTimeFormatter> forms(Instant now) {
        var fiftyYearsAgo =
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC).minusYears(49).toLocalDate();
        return List.of(
                form(new DateTimeFormatterBuilder().appendPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'")),
                // RFC 850: a year of two digits that seems more than 50 years ahead is the latest past one with those.
                form(new DateTimeFormatterBuilder()
                        .appendPattern("EEEE, dd-MMM-")
                        .appendValueReduced(ChronoField.YEAR, 2, 2, fiftyYearsAgo)
                        .appendPattern(" HH:mm:ss 'GMT'")),
                form(new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss uuuu"))); // asctime of C
    }

    private static DateTimeFormatter form(DateTimeFormatterBuilder form) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(form.toFormatter(Locale.ENGLISH))
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }
}
