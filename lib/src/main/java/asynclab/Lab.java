package asynclab;

import asynclab.internal.Screen;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The small words of every lesson, made for {@code import static asynclab.Lab.*}: show a thing, measure a piece of work,
 * write a line with the time and the task on it.
 *
 * <p>All methods are safe for any thread. None of them needs a notebook: in a plain program they print.
 */
public final class Lab {
    private Lab() {}

    /** A length of time in seconds: {@code seconds(0.5)} is half a second. At least 0, at most a day. */
    public static Duration seconds(double seconds) {
        if (!(seconds >= 0 && seconds <= 86_400)) {
            throw new IllegalArgumentException("seconds must be from 0 to 86400 (a day), got " + seconds);
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /** A length of time as lessons write it: {@code 3.01 s}, {@code 12.4 ms}, {@code 85 µs}. */
    public static String text(Duration time) {
        double ms = time.toNanos() / 1e6;
        if (ms >= 1_000) {
            return String.format(Locale.ROOT, "%.2f s", ms / 1_000);
        }
        return ms >= 1 || ms == 0
                ? String.format(Locale.ROOT, "%.1f ms", ms)
                : String.format(Locale.ROOT, "%.0f µs", ms * 1_000);
    }

    /**
     * Shows a value under the cell, in the middle of a cell and not only at its end. Something {@link Showable} is drawn,
     * anything else is printed as {@link System#out} would.
     */
    public static void show(@Nullable Object value) {
        if (value instanceof Showable showable) {
            Screen.current().show(showable.picture());
        } else {
            System.out.println(value);
        }
    }

    /**
     * Runs {@code work} in this thread and tells how long it took by the clock on the wall and how much of that this thread
     * spent computing. What is left of the wall time, the thread waited.
     *
     * @throws IllegalStateException on a virtual thread, whose computing the JVM does not count
     * @throws Exception whatever {@code work} throws
     */
    public static Measured measure(Work work) throws Exception {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "measure needs a platform thread (a cell is one): the JVM keeps no CPU time for a virtual thread");
        }
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        work.run();
        long wall = System.nanoTime() - start;
        // The two clocks tick apart: a busy loop can show a hair more CPU time than wall time.
        long computing = Math.min(wall, threads.getCurrentThreadCpuTime() - cpu);
        return new Measured(Duration.ofNanos(wall), Duration.ofNanos(computing));
    }

    /** A stopwatch that runs from now on; in its log the thread that called this is {@code main}. */
    public static Stopwatch stopwatch() {
        return new Stopwatch(System.nanoTime(), Thread.currentThread());
    }

    /** What an exercise's method throws until you have written it: {@code throw todo();}. */
    public static Todo todo() {
        return new Todo();
    }

    /** A piece of work that may fail. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /**
     * How long a piece of work took.
     *
     * @param wall by the clock on the wall
     * @param computing the part of it that its thread held a processor
     */
    public record Measured(Duration wall, Duration computing) {
        /** The part of the wall time that the thread waited. */
        public Duration waiting() {
            return wall.minus(computing);
        }

        @Override
        public String toString() {
            return "wall %s = computing %s + waiting %s".formatted(text(wall), text(computing), text(waiting()));
        }
    }

    /** A running stopwatch. Immutable: it cannot be stopped, only read. */
    public static final class Stopwatch {
        private final long start;
        private final Thread main; // a cell's thread has a name that no learner has given: say what it is instead

        private Stopwatch(long start, Thread main) {
            this.start = start;
            this.main = main;
        }

        /** The time since it was made. */
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        /**
         * Prints one line: the time since the start, the name of the task (of the thread) that says it, and {@code what}.
         * A line is printed whole: lines of tasks that speak at once do not mix.
         */
        public void log(String what) {
            var thread = Thread.currentThread();
            var task = thread.equals(main) ? "main" : thread.getName().isEmpty() ? "unnamed" : thread.getName();
            double seconds = elapsed().toNanos() / 1e9;
            System.out.println(String.format(
                    Locale.ROOT, "%7.3f s  %-10s  %s", seconds, task, Objects.requireNonNull(what, "what to say")));
        }
    }
}
