package asynclab.exercise;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Something that went on for a while in a run: a request, a call of what the exercise gave, or a task.
 *
 * @param name    what it was, such as a path
 * @param start   nanoseconds since the run began, as is {@code end}
 * @param end     {@link Long#MAX_VALUE} if it had not ended when the run was over
 * @param ending  how it ended
 * @param virtual whether a virtual thread carried it out; for a request nobody knows, and it is false
 */
public record Span(String name, long start, long end, Ending ending, boolean virtual) {
    /** How a span ended. */
    public enum Ending {
        DONE,
        FAILED,
        /** Its thread was interrupted. */
        INTERRUPTED,
        /** It had not ended. */
        OPEN
    }

    /** From start to end; of an open one, zero. */
    public Duration length() {
        return ending == Ending.OPEN ? Duration.ZERO : Duration.ofNanos(end - start);
    }

    /** Whether it was going on at a moment. */
    boolean holds(long moment) {
        return start <= moment && moment < end;
    }

    /** The most of {@code spans} going on at one moment. One that ends when another starts does not overlap it. */
    static int most(List<Span> spans) {
        long[] starts = spans.stream().mapToLong(Span::start).sorted().toArray();
        long[] ends = spans.stream().mapToLong(Span::end).sorted().toArray();
        int most = 0;
        int over = 0;
        for (int started = 0; started < starts.length; started++) {
            while (over < started && ends[over] <= starts[started]) {
                over++;
            }
            most = Math.max(most, started + 1 - over);
        }
        return most;
    }

    /** The time of all of them added up, in nanoseconds. */
    static double sum(List<Span> spans) {
        return spans.stream().mapToDouble(span -> span.length().toNanos()).sum();
    }

    /** The most that started within any stretch of time this long. */
    static int mostStartsIn(List<Span> spans, Duration window) {
        long[] starts = spans.stream().mapToLong(Span::start).sorted().toArray();
        int most = 0;
        for (int first = 0, last = 0; last < starts.length; last++) {
            while (starts[last] - starts[first] >= window.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** The time from each one's start to the next one's. */
    static long[] gaps(List<Span> spans) {
        long[] starts = spans.stream().mapToLong(Span::start).sorted().toArray();
        long[] gaps = new long[Math.max(0, starts.length - 1)];
        Arrays.setAll(gaps, i -> starts[i + 1] - starts[i]);
        return gaps;
    }
}
