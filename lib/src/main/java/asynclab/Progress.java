package asynclab;

import asynclab.internal.ProgressView;
import asynclab.internal.Screen;
import asynclab.internal.Updater;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far long work has come while it runs: percent, pace, time left, and counters of your own.
 *
 * <pre>{@code
 * try (var progress = Progress.of("pages", 100)) {
 *     for (var page : pages) {
 *         scope.fork(page, () -> { fetch(page); progress.advance(); });
 *     }
 *     scope.join();
 * }
 * }</pre>
 *
 * <p>In a notebook it is drawn under the cell at once, changes there up to ten times a second, and {@link #close} leaves
 * it as a still picture with the final numbers, also when the work failed or was interrupted. In a terminal it prints a
 * line at the start, at most one each five seconds, and one at the end.
 *
 * <p>Safe for any thread, and cheap: thousands of tasks may advance at once, none waits for another or for the screen.
 * No method but {@code close} waits, and none reacts to an interrupt.
 */
public final class Progress implements Showable, AutoCloseable {
    private final String name;
    private final @Nullable Long total;
    private final LongSupplier nanoTime;
    private final long start;
    private final LongAdder done = new LongAdder();
    private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final Screen.Live live;
    private final Updater updater;
    private volatile @Nullable ProgressView last; // the final numbers, set once by the first close

    Progress(String name, @Nullable Long total, LongSupplier nanoTime, Screen screen, Updater.Starter starter) {
        this.name = Objects.requireNonNull(name, "name");
        this.total = total;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.live = screen.live(picture());
        this.updater = starter.start(this, live);
    }

    /**
     * Begins to show progress towards a known total.
     *
     * @param name what is counted, in a word or two: {@code "pages"}
     * @param total how many there are
     * @throws IllegalArgumentException if {@code total} is negative
     */
    public static Progress of(String name, long total) {
        if (total < 0) {
            throw new IllegalArgumentException(
                    "total must be >= 0, got " + total + "; if it is not known, use Progress.of(\"" + name + "\")");
        }
        return new Progress(name, total, System::nanoTime, Screen.current(), Updater::start);
    }

    /** Begins to show progress of work whose total is not known: how many, how fast, how long. */
    public static Progress of(String name) {
        return new Progress(name, null, System::nanoTime, Screen.current(), Updater::start);
    }

    /** One more is done. After {@link #close} it is ignored: a late task must not fail because nobody watches. */
    public void advance() {
        done.increment();
    }

    /**
     * That many more are done: bytes, say.
     *
     * @throws IllegalArgumentException if {@code steps} is negative
     */
    public void advance(long steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("steps must be >= 0, got " + steps + ": progress does not go back");
        }
        done.add(steps);
    }

    /** Counts one more of something beside the work itself, shown by its name: {@code count("failed")}. */
    public void count(String counter) {
        counters.computeIfAbsent(counter, key -> new LongAdder()).increment();
    }

    /** How many are done. */
    public long done() {
        var end = last;
        return end == null ? done.sum() : end.done();
    }

    /** How many there are, if that is known. */
    public OptionalLong total() {
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /** The counters by name, in alphabetical order. A copy. */
    public Map<String, Long> counts() {
        var end = last;
        if (end != null) {
            return end.counts();
        }
        var counts = new TreeMap<String, Long>();
        counters.forEach((counter, count) -> counts.put(counter, count.sum()));
        return counts;
    }

    /** What it looks like now; after {@link #close}, what it looked like then. */
    @Override
    public Picture picture() {
        var end = last;
        return (end == null ? view(false) : end).picture();
    }

    /** Shows the final numbers for good and returns when they are on the screen. Further calls do nothing. */
    @Override
    public void close() {
        ProgressView end;
        synchronized (this) {
            if (last != null) {
                return;
            }
            end = view(true);
            last = end;
        }
        updater.stop();
        live.end(end.picture());
    }

    private ProgressView view(boolean closed) {
        var elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
        return new ProgressView(name, total, done.sum(), counts(), elapsed, closed);
    }
}
