package asynclab.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a server asks its clients to stay away: the header {@code Retry-After} of RFC 9110 section 10.2.3, which is a
 * number of seconds or a date.
 */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** The three forms of a date that RFC 9110 section 5.6.7 wants understood; the last two are obsolete. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    static Optional<Duration> of(Head head, Instant now) {
        var base = head.header("Date").flatMap(RetryAfter::date).orElse(now);
        return head.header("Retry-After").map(String::strip).flatMap(value -> parse(value, base));
    }

    static Optional<Duration> parse(String value, Instant base) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return date(value).map(date -> Duration.between(base, date)).filter(Duration::isPositive);
    }

    private static Optional<Instant> date(String value) {
        return DATES.stream().flatMap(form -> date(form, value).stream()).findFirst();
    }

    private static Optional<Instant> date(DateTimeFormatter form, String value) {
        try {
            return Optional.of(form.parse(value, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // in none of the forms: a header that cannot be read counts as missing
        }
    }
}
