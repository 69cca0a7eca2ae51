package asynclab.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.Histogram;

/** The times of one name: two histograms, of all times and of the failures' among them. Not safe for more than one thread. */
public final class Distribution {
    /** Longer times count as this: no lesson takes a year, and the histogram's size grows with its range. */
    private static final long LONGEST = TimeUnit.DAYS.toNanos(365);

    private final String name;
    private final Histogram all;
    private final Histogram failed;
    private long total;
    private long min = Long.MAX_VALUE;
    private long max;

    public Distribution(String name) {
        // Three significant digits; the range grows by itself: 170 kB for times around 1 s, next to nothing if empty.
        this(name, new Histogram(3), new Histogram(3));
    }

    private Distribution(String name, Histogram all, Histogram failed) {
        this.name = name;
        this.all = all;
        this.failed = failed;
    }

    /** Adds one time. */
    public void add(long nanos, boolean success) {
        long time = Math.clamp(nanos, 0, LONGEST);
        all.recordValue(time);
        if (!success) {
            failed.recordValue(time);
        }
        total = saturated(total, time);
        min = Math.min(min, time);
        max = Math.max(max, time);
    }

    /** The times so far, which later ones do not change. */
    public Distribution copy() {
        return new Distribution(name, all.copy(), failed.copy()).withSums(total, min, max);
    }

    /** All times in one; empty if there is none. */
    public static Optional<Distribution> sum(String name, List<Distribution> parts) {
        var sum = new Distribution(name);
        for (var part : parts) {
            sum.all.add(part.all);
            sum.failed.add(part.failed);
            sum.withSums(saturated(sum.total, part.total), Math.min(sum.min, part.min), Math.max(sum.max, part.max));
        }
        return sum.count() == 0 ? Optional.empty() : Optional.of(sum);
    }

    public String name() {
        return name;
    }

    public long successes() {
        return count() - failures();
    }

    public long failures() {
        return failed.getTotalCount();
    }

    public long count() {
        return all.getTotalCount();
    }

    public Duration total() {
        return Duration.ofNanos(total);
    }

    public Duration min() {
        return Duration.ofNanos(min);
    }

    public Duration mean() {
        return Duration.ofNanos(total / count());
    }

    public Duration max() {
        return Duration.ofNanos(max);
    }

    /** How long the fastest {@code percent} took at most: one of the times, within their three digits. */
    public Duration percentile(double percent) {
        // The histogram names a bucket's upper end, which may lie above the largest time in it.
        return Duration.ofNanos(Math.clamp(all.getValueAtPercentile(percent), min, max));
    }

    /** Every time that occurs among the successes or the failures, and how often. */
    public void forEach(boolean success, ObjLongConsumer<Duration> action) {
        for (var value : (success ? all : failed).recordedValues()) {
            long time = value.getValueIteratedTo();
            long count = value.getCountAtValueIteratedTo() - (success ? failuresAt(time) : 0);
            if (count > 0) {
                action.accept(Duration.ofNanos(Math.clamp(time, min, max)), count);
            }
        }
    }

    private long failuresAt(long time) {
        // Asked for a value above its range, the histogram would answer for the last one in it.
        return time > failed.getMaxValue() ? 0 : failed.getCountAtValue(time);
    }

    private Distribution withSums(long total, long min, long max) {
        this.total = total;
        this.min = min;
        this.max = max;
        return this;
    }

    private static long saturated(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
