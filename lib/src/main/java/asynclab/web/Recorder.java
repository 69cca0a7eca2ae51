package asynclab.web;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes the access log: keeps the newest requests, finished or not, and counts those in flight.
 *
 * <p>Safe for any thread. One short lock for time, number and count together: it is what makes the order of the
 * entries, their times and the in-flight counts agree.
 */
final class Recorder {
    /** About 15 MB when full; a lesson sends at most some thousands. */
    static final int MOST_ENTRIES = 50_000;

    private static final int LONGEST_PATH = 2_048;
    private static final int LONGEST_AGENT = 256;

    private final Instant startInstant = Instant.now();
    private final long startNanos = System.nanoTime();
    private final int capacity;

    // guarded by this
    private final ArrayDeque<Visit> visits = new ArrayDeque<>();
    private long last;
    private int inFlight;

    Recorder(int capacity) {
        this.capacity = capacity;
    }

    /** A request has come. */
    synchronized Visit begin(String method, String path, Optional<String> userAgent, Connections.Use connection) {
        inFlight++;
        last++;
        var begun = new AccessLog.Entry(
                last,
                instant(System.nanoTime()),
                Optional.empty(),
                inFlight,
                method,
                cut(path, LONGEST_PATH),
                OptionalInt.empty(),
                0,
                userAgent.map(agent -> cut(agent, LONGEST_AGENT)),
                connection.number(),
                connection.reused(),
                Optional.empty(),
                Optional.empty(),
                false);
        var visit = new Visit(this, begun);
        if (visits.size() == capacity) {
            visits.removeFirst();
        }
        visits.addLast(visit);
        return visit;
    }

    /** A request is over: returns when, in nanoTime. */
    synchronized long endOne() {
        inFlight--;
        return System.nanoTime();
    }

    /** The moment of a nanoTime, on a clock that never jumps: wall time is read once, when the log begins. */
    Instant instant(long nanos) {
        return startInstant.plusNanos(nanos - startNanos);
    }

    synchronized long last() {
        return last;
    }

    synchronized void clear() {
        visits.clear();
    }

    /** The entries after that of {@code number}, as they are now, oldest first. Quick for the last few of a long log. */
    List<AccessLog.Entry> entriesAfter(long number) {
        var now = new ArrayList<Visit>();
        synchronized (this) {
            var latest = visits.descendingIterator();
            for (var visit = next(latest); visit != null && visit.number() > number; visit = next(latest)) {
                now.add(visit);
            }
        }
        // Outside the lock: an entry takes its visit's lock, and a visit that ends holds that one while it asks for
        // ours.
        return now.reversed().stream().map(Visit::entry).toList();
    }

    private static @Nullable Visit next(Iterator<Visit> visits) {
        return visits.hasNext() ? visits.next() : null;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
