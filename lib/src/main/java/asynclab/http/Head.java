package asynclab.http;

import asynclab.RetryAfter;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A response without its body: what is known before the first byte of that is read.
 *
 * <p>Immutable.
 *
 * @param uri what answered: the last hop, if redirects were followed
 * @param hops what was asked before that, in order; empty without redirects
 */
public record Head(URI uri, int status, HttpHeaders headers, List<URI> hops) {
    /** The first header of this name, whatever its case. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The media type without parameters, in lower case: {@code text/html}. */
    public Optional<String> mediaType() {
        return header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> !type.isEmpty());
    }

    /** The charset that the Content-Type names, as it is written there. */
    public Optional<String> charset() {
        return header("Content-Type").flatMap(Charsets::parameter);
    }

    /**
     * How long the server asks to be left alone ({@code Retry-After}, RFC 9110 section 10.2.3); empty if it does not ask,
     * or asks in a form that cannot be read, or for no time at all: a moment that has passed, 0 seconds.
     *
     * @param now the time of the machine's clock. A date is taken relative to the response's own {@code Date}, if it has
     *     one: two clocks that differ must not turn a minute into an hour
     */
    public Optional<Duration> retryAfter(Instant now) {
        var base = header("Date").flatMap(date -> RetryAfter.date(date, now)).orElse(now);
        return header("Retry-After")
                .flatMap(field -> RetryAfter.delay(field, base))
                .filter(Duration::isPositive);
    }
}
