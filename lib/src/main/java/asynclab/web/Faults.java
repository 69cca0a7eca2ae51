package asynclab.web;

import java.time.Duration;
import java.util.Optional;

/**
 * What goes wrong on a site, and how often. Starts from {@link #none()}; each {@code withX} gives a changed copy.
 *
 * {@snippet :
 * site.faults(Faults.none().withErrors(0.2, 503).withLatency(Latency.uniform(ofMillis(20), ofMillis(80))));
 * }
 *
 * <p>Whether a request fails is a function of the site's seed, the request's path and how many requests for that path
 * came before, and of nothing else: the same program meets the same faults in every run, in whatever order its
 * threads send. The one exception is {@link #withRate}, which depends on when requests come, as it does on the real
 * web. When several faults fall on one request, the first of closed, silent, error, truncated and dripped is the one
 * that happens.
 *
 * <p>Immutable.
 *
 * @param latency the wait before each answer
 * @param errors the share of requests answered with {@code errorStatus}, 0 to 1
 * @param errorStatus the status of such an answer, 400 to 599
 * @param failuresFirst how many requests for each path fail with {@code errorStatus} before one succeeds
 * @param rate how many requests a second are let through, if that is limited
 * @param drips the share of answers sent a little at a time, 0 to 1
 * @param dripTime how long such an answer takes
 * @param truncations the share of answers cut off in the middle, 0 to 1
 * @param closings the share of requests whose connection is closed without an answer, 0 to 1
 * @param silences the share of requests never answered, 0 to 1
 */
public record Faults(
        Latency latency,
        double errors,
        int errorStatus,
        int failuresFirst,
        Optional<Rate> rate,
        double drips,
        Duration dripTime,
        double truncations,
        double closings,
        double silences) {
    private static final Faults NONE =
            new Faults(Latency.none(), 0, 500, 0, Optional.empty(), 0, Duration.ofSeconds(1), 0, 0, 0);

    /**
     * How many requests are let through.
     *
     * @param perSecond permits per second
     * @param burst the most requests let through at once after idling
     */
    public record Rate(double perSecond, int burst) {
        /** Checks that some requests get through. */
        public Rate {
            if (!(perSecond >= 0.001 && perSecond <= 1e9)) {
                throw new IllegalArgumentException(
                        "a rate must be from 0.001 to 1e9 requests per second, got " + perSecond);
            }
            if (burst < 1 || burst > 1_000_000) {
                throw new IllegalArgumentException("burst must be from 1 to 1,000,000 requests, got " + burst);
            }
        }
    }

    /** What happens to one request: how long it waits, and which fault it meets. */
    record Decision(Duration latency, Optional<Fault> fault) {}

    /** Checks every share and status. */
    public Faults {
        share("errors", errors);
        share("drips", drips);
        share("truncations", truncations);
        share("closings", closings);
        share("silences", silences);
        if (errorStatus < 400 || errorStatus > 599) {
            throw new IllegalArgumentException("an error status must be from 400 to 599, got " + errorStatus);
        }
        if (failuresFirst < 0) {
            throw new IllegalArgumentException("failures first must be >= 0, got " + failuresFirst);
        }
        if (dripTime.isNegative()) {
            throw new IllegalArgumentException("a drip must take >= PT0S, got " + dripTime);
        }
    }

    /** Nothing goes wrong, and nothing waits. */
    public static Faults none() {
        return NONE;
    }

    /** A wait before each answer. */
    public Faults withLatency(Latency latency) {
        return new Faults(
                latency, errors, errorStatus, failuresFirst, rate, drips, dripTime, truncations, closings, silences);
    }

    /** A share of the requests answered with {@code status}, 400 to 599. */
    public Faults withErrors(double share, int status) {
        return new Faults(
                latency, share, status, failuresFirst, rate, drips, dripTime, truncations, closings, silences);
    }

    /**
     * The first {@code count} requests for each path answered with {@code status}, 400 to 599; the next one succeeds.
     */
    public Faults withFailuresFirst(int count, int status) {
        return new Faults(latency, errors, status, count, rate, drips, dripTime, truncations, closings, silences);
    }

    /**
     * At most {@code perSecond} requests a second, {@code burst} at once after idling; the others are answered 429
     * with a {@code Retry-After} in whole seconds, at least 1 (RFC 6585 section 4, RFC 9110 section 10.2.3).
     */
    public Faults withRate(double perSecond, int burst) {
        var limit = Optional.of(new Rate(perSecond, burst));
        return new Faults(
                latency, errors, errorStatus, failuresFirst, limit, drips, dripTime, truncations, closings, silences);
    }

    /** A share of the answers sent a little at a time, over {@code time}. */
    public Faults withDrips(double share, Duration time) {
        return new Faults(
                latency, errors, errorStatus, failuresFirst, rate, share, time, truncations, closings, silences);
    }

    /** A share of the answers cut off in the middle: half the promised bytes, then the connection closes. */
    public Faults withTruncations(double share) {
        return new Faults(
                latency, errors, errorStatus, failuresFirst, rate, drips, dripTime, share, closings, silences);
    }

    /**
     * A share of the connections closed without an answer. A client may repeat a request by itself when that happens,
     * and {@code java.net.http} does so for a GET on a connection it has used before: the log shows both.
     */
    public Faults withClosings(double share) {
        return new Faults(
                latency, errors, errorStatus, failuresFirst, rate, drips, dripTime, truncations, share, silences);
    }

    /**
     * A share of the requests never answered. The connection stays open for 5 minutes or until the site closes, and
     * the request in flight, even if its client gives up before.
     */
    public Faults withSilences(double share) {
        return new Faults(
                latency, errors, errorStatus, failuresFirst, rate, drips, dripTime, truncations, closings, share);
    }

    /** What happens to the {@code attempt}-th request (1 for the first) for {@code path} on a site with this seed. */
    Decision decide(long seed, String path, int attempt) {
        Duration wait = latency.at(Chance.at(seed, "latency " + path, attempt));
        return new Decision(wait, fault(seed, path, attempt));
    }

    private Optional<Fault> fault(long seed, String path, int attempt) {
        if (hits(closings, seed, "closed " + path, attempt)) {
            return Optional.of(Fault.CLOSED);
        }
        if (hits(silences, seed, "silent " + path, attempt)) {
            return Optional.of(Fault.SILENT);
        }
        if (attempt <= failuresFirst || hits(errors, seed, "error " + path, attempt)) {
            return Optional.of(Fault.ERROR);
        }
        if (hits(truncations, seed, "truncated " + path, attempt)) {
            return Optional.of(Fault.TRUNCATED);
        }
        return hits(drips, seed, "dripped " + path, attempt) ? Optional.of(Fault.DRIPPED) : Optional.empty();
    }

    private static boolean hits(double share, long seed, String what, int attempt) {
        return share > 0 && Chance.at(seed, what, attempt) < share;
    }

    private static void share(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of " + name + " must be from 0 to 1, got " + share);
        }
    }
}
