package asynclab.http;

import java.time.Duration;

/**
 * How long each part of a fetch may take. Waiting for a permit is no part of it.
 *
 * <p>Immutable.
 *
 * @param lookup for the name's addresses; 5 s unless changed
 * @param connect for a connection; 10 s unless changed
 * @param headers from the request to the end of the response's headers, a connection included; 15 s unless changed
 * @param whole for everything, redirects and the last byte of the body included; 30 s unless changed
 */
public record Timeouts(Duration lookup, Duration connect, Duration headers, Duration whole) {
    private static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(30));

    /** Checks that each is longer than zero and at most a day. */
    public Timeouts {
        check("lookup", lookup);
        check("connect", connect);
        check("headers", headers);
        check("whole", whole);
    }

    /** 5, 10, 15 and 30 seconds. */
    public static Timeouts usual() {
        return USUAL;
    }

    /** The usual ones, none of them longer than the whole. */
    public static Timeouts within(Duration whole) {
        return new Timeouts(
                shorter(USUAL.lookup, whole), shorter(USUAL.connect, whole), shorter(USUAL.headers, whole), whole);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static void check(String name, Duration timeout) {
        if (!timeout.isPositive() || timeout.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "the " + name + " timeout must be longer than PT0S and at most PT24H, got " + timeout);
        }
    }
}
