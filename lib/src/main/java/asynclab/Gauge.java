package asynclab;

import asynclab.internal.GaugePicture;
import java.util.ArrayList;
import java.util.List;

/**
 * A number that goes up and down while work runs, and how it went: the length of a queue, the connections in use.
 *
 * {@snippet :
 * var length = Gauge.of("values in the queue");
 * queue.put(value);
 * length.set(queue.size());
 * show(length);                    // drawn over time
 * }
 *
 * <p>Begins at 0, and time begins at the first change. Of very many changes it keeps some ten thousand, the peaks among
 * them. Safe for any thread; nothing here waits.
 */
public final class Gauge implements Showable {
    private static final int MOST_POINTS = 20_000;

    private final String name;
    private final Ticker ticker;

    // guarded by this
    private List<GaugePicture.Point> points = new ArrayList<>();
    private long start;
    private long now;
    private long peak;

    private Gauge(String name, Ticker ticker) {
        this.name = name;
        this.ticker = ticker;
    }

    /** A gauge at 0; the name says what is counted. */
    public static Gauge of(String name) {
        return of(name, Ticker.system());
    }

    static Gauge of(String name, Ticker ticker) {
        return new Gauge(name, ticker);
    }

    /**
     * Sets it.
     *
     * @throws IllegalArgumentException if the value is negative
     */
    public synchronized void set(long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more, got " + value);
        }
        if (points.isEmpty()) {
            start = ticker.nanos();
        } else if (points.size() == MOST_POINTS) {
            points = thinned(points);
        }
        now = value;
        peak = Math.max(peak, value);
        points.add(new GaugePicture.Point(ticker.nanos() - start, value));
    }

    /**
     * Adds to it, or takes away.
     *
     * @throws IllegalArgumentException if it would be negative
     */
    public synchronized void add(long change) {
        set(now + change);
    }

    /** What it is now. */
    public synchronized long now() {
        return now;
    }

    /** The highest it was. */
    public synchronized long peak() {
        return peak;
    }

    /** Its way up to now, as a picture. */
    @Override
    public Picture picture() {
        return GaugePicture.of(name, copy());
    }

    /** Its way up to now, in words. */
    @Override
    public String toString() {
        return GaugePicture.sentence(name, copy());
    }

    private synchronized List<GaugePicture.Point> copy() {
        return List.copyOf(points);
    }

    /** Half of the points: of two neighbours the higher one, so that no peak is lost. */
    private static List<GaugePicture.Point> thinned(List<GaugePicture.Point> points) {
        var half = new ArrayList<GaugePicture.Point>(MOST_POINTS);
        for (int i = 0; i + 1 < points.size(); i += 2) {
            half.add(points.get(i).value() >= points.get(i + 1).value() ? points.get(i) : points.get(i + 1));
        }
        return half;
    }
}
