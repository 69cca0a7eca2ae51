package asynclab.exercise;

/** A number that goes up and down in a run: how long a queue is, how many connections are in use. Safe for any thread. */
public final class Level {
    // guarded by this
    private long now;
    private long peak;

    Level() {}

    /** Adds {@code change}, which may be negative. */
    public synchronized void add(long change) {
        set(now + change);
    }

    /** Sets it. */
    public synchronized void set(long value) {
        now = value;
        peak = Math.max(peak, value);
    }

    /** What it is now. */
    public synchronized long now() {
        return now;
    }

    /** The highest it was; at least 0. */
    public synchronized long peak() {
        return peak;
    }
}
