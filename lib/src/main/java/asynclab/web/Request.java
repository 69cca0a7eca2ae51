package asynclab.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request with its values read and checked: what is wrong with one becomes a sentence for the client. One thread
 * only.
 */
final class Request {
    /** The most of a request body that is read, in bytes. */
    static final int LARGEST_BODY = 1 << 20;

    /**
     * A body over the limit is read to here and thrown away: a client that is still sending would not see the 413.
     */
    private static final long DRAINED = 64L << 20;

    private final HttpExchange exchange;
    private final URI base;
    private final Map<String, String> segments;

    private Request(HttpExchange exchange, URI base, Map<String, String> segments) {
        this.exchange = exchange;
        this.base = base;
        this.segments = segments;
    }

    Request(HttpExchange exchange, URI base) {
        this(exchange, base, Map.of());
    }

    /** This request with the values of its path's variable segments. */
    Request with(Map<String, String> segments) {
        return new Request(exchange, base, segments);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** The path, its escapes decoded. */
    String path() {
        return exchange.getRequestURI().getPath();
    }

    /** The path as sent. */
    String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    /** Path and query, as sent. */
    String target() {
        var uri = exchange.getRequestURI();
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** The whole address, on this server: what the Host header says is not trusted. */
    URI uri() {
        return URI.create(base + target());
    }

    URI base() {
        return base;
    }

    String origin() {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    Headers headers() {
        return exchange.getRequestHeaders();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers().getFirst(name));
    }

    Map<String, List<String>> query() throws Refusal {
        return decode(exchange.getRequestURI().getRawQuery());
    }

    /** A variable segment of the path. */
    String segment(String name) {
        return segments.getOrDefault(name, "");
    }

    Optional<String> parameter(String name) throws Refusal {
        return Optional.ofNullable(query().get(name)).map(List::getFirst);
    }

    /** A whole number in the path. */
    long whole(String name, long least, long most) throws Refusal {
        return whole(name, segment(name), least, most);
    }

    /** A whole number in the query. */
    long whole(String name, long otherwise, long least, long most) throws Refusal {
        var value = parameter(name);
        return value.isEmpty() ? otherwise : whole(name, value.get(), least, most);
    }

    /** Seconds in the path. */
    Duration seconds(String name, int most) throws Refusal {
        return nanos(fraction(name, segment(name), most));
    }

    /** Seconds in the query. */
    Duration seconds(String name, Duration otherwise, int most) throws Refusal {
        var value = parameter(name);
        return value.isEmpty() ? otherwise : nanos(fraction(name, value.get(), most));
    }

    /** A share from 0 to 1 in the query. */
    double share(String name, double otherwise) throws Refusal {
        var value = parameter(name);
        return value.isEmpty() ? otherwise : fraction(name, value.get(), 1).doubleValue();
    }

    /** The body, if it is not too large. */
    byte[] body() throws IOException, Refusal {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(LARGEST_BODY + 1);
            if (body.length <= LARGEST_BODY) {
                return body;
            }
            in.skip(DRAINED);
            throw Refusal.tooLarge("A request body must have at most " + LARGEST_BODY + " bytes.");
        }
    }

    /** Values of a query or a form, in order. */
    static Map<String, List<String>> decode(String text) throws Refusal {
        var values = new LinkedHashMap<String, List<String>>();
        if (text == null || text.isEmpty()) {
            return values;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                values.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), _ -> new ArrayList<>())
                        .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Refusal.badRequest("A % must be followed by two hexadecimal digits, got " + pair + ".");
            }
        }
        return values;
    }

    private long whole(String name, String value, long least, long most) throws Refusal {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw bad(name, "a whole number from " + least + " to " + most, value);
    }

    private BigDecimal fraction(String name, String value, int most) throws Refusal {
        // BigDecimal would take 1e-1000000000 and then need a gigabyte to round it; no honest number here is longer.
        if (value.length() <= 20 && value.matches("[0-9]*\\.?[0-9]+")) {
            var number = new BigDecimal(value);
            if (number.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return number;
            }
        }
        throw bad(name, "a number from 0 to " + most + ", such as 0.5", value);
    }

    private Refusal bad(String name, String wanted, String got) {
        return Refusal.badRequest(
                "%s in %s must be %s, got %s.".formatted(name, path(), wanted, got.isEmpty() ? "nothing" : got));
    }

    private static Duration nanos(BigDecimal seconds) {
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
    }
}
