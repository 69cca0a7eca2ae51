package asynclab.http;

import java.util.Map;
import java.util.TreeMap;

/**
 * How an {@link HttpFetcher} fetches. Starts from {@link #usual()}; each {@code withX} gives a changed copy.
 *
 * <p>Immutable.
 *
 * @param userAgent who it says it is; {@code AsyncLab/0.1} unless changed
 * @param headers sent with every request
 * @param perHost how many exchanges with one host may be in flight at once; 30 unless changed
 * @param inAll how many in all; 100 unless changed
 * @param redirects how many are followed before the fetch fails; 10 unless changed. With 0 none is followed: the
 *     redirect is the response
 * @param guard which addresses may be asked; any, unless changed
 */
public record FetchSettings(
        String userAgent,
        Map<String, String> headers,
        int perHost,
        int inAll,
        Timeouts timeouts,
        ByteCaps caps,
        int redirects,
        AddressGuard guard) {
    private static final FetchSettings USUAL = new FetchSettings(
            "AsyncLab/0.1", Map.of(), 30, 100, Timeouts.usual(), ByteCaps.usual(), 10, AddressGuard.anywhere());

    /** Checks the limits, and that the headers may be sent. */
    public FetchSettings {
        var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Map.copyOf(sorted);
        headers.forEach(Headers::check);
        Headers.check("User-Agent", userAgent);
        if (perHost < 1 || inAll < 1) {
            throw new IllegalArgumentException(
                    "limits must be >= 1 exchange, got " + perHost + " per host and " + inAll + " in all");
        }
        if (redirects < 0 || redirects > 100) {
            throw new IllegalArgumentException("redirects must be from 0 to 100, got " + redirects);
        }
    }

    /** 30 exchanges per host, 100 in all, 30 s for each, 4 MiB on the wire and 8 MiB decoded, 10 redirects. */
    public static FetchSettings usual() {
        return USUAL;
    }

    /** Another name; RFC 9110 section 10.1.5 asks for a product and, in brackets, how to reach who runs it. */
    public FetchSettings withUserAgent(String name) {
        return new FetchSettings(name, headers, perHost, inAll, timeouts, caps, redirects, guard);
    }

    /** One more header for every request, or another value for it. */
    public FetchSettings withHeader(String name, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new FetchSettings(userAgent, more, perHost, inAll, timeouts, caps, redirects, guard);
    }

    /** Other limits on how many exchanges are in flight at once: with one host, and in all. */
    public FetchSettings withLimits(int perHostAtOnce, int inAllAtOnce) {
        return new FetchSettings(userAgent, headers, perHostAtOnce, inAllAtOnce, timeouts, caps, redirects, guard);
    }

    /** Other timeouts. */
    public FetchSettings withTimeouts(Timeouts others) {
        return new FetchSettings(userAgent, headers, perHost, inAll, others, caps, redirects, guard);
    }

    /** Other caps on bodies. */
    public FetchSettings withCaps(ByteCaps others) {
        return new FetchSettings(userAgent, headers, perHost, inAll, timeouts, others, redirects, guard);
    }

    /** So many redirects are followed; with 0 a redirect is a response like any other. */
    public FetchSettings withRedirects(int most) {
        return new FetchSettings(userAgent, headers, perHost, inAll, timeouts, caps, most, guard);
    }

    /** Only what the guard allows is asked, redirects included. */
    public FetchSettings withGuard(AddressGuard other) {
        return new FetchSettings(userAgent, headers, perHost, inAll, timeouts, caps, redirects, other);
    }
}
