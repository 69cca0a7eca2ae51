package asynclab.internal;

import asynclab.Timeline.Segment;
import asynclab.Timeline.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Cuts a stretch of a thread's time into segments: its waits, and running in between. */
final class Cutter {
    /** Between two looks at the same permit a thread runs for some microseconds: still one wait. */
    private static final long BLINK = 50_000;

    /** Waits that end by themselves: two in a row are two sleeps or two requests, however quick the code between them. */
    private static final Set<State> COUNTED = EnumSet.of(State.SLEEPING, State.HTTP);

    private final long zero;
    private final List<Segment> segments = new ArrayList<>();
    private State state = State.RUNNING;
    private String on = "";
    private long from;
    private long to;

    private Cutter(long zero) {
        this.zero = zero;
    }

    /**
     * The segments of {@code window}, relative to {@code zero}.
     *
     * @param waits sorted by start, of two that start together the longer first; one inside another is left out
     * @param alive whether the thread outlives the window, so that what it does after its last wait is not known
     */
    static List<Segment> cut(Life.Window window, List<Happening.Waited> waits, boolean alive, long zero) {
        var cutter = new Cutter(zero);
        cutter.from = window.from();
        cutter.to = window.from();
        for (var wait : waits) {
            long start = Math.max(wait.at(), cutter.to);
            long end = Math.min(wait.end(), window.to());
            if (end > start) {
                cutter.run(start);
                cutter.next(wait.state(), wait.on(), start, end);
            }
        }
        boolean unknown = alive && window.to() > cutter.to;
        cutter.next(unknown ? State.UNKNOWN : State.RUNNING, "", cutter.to, window.to());
        cutter.flush();
        return cutter.segments;
    }

    private void run(long until) {
        if (until > to) {
            next(State.RUNNING, "", to, until);
        }
    }

    private void next(State newState, String newOn, long start, long end) {
        if (newState == state && newOn.equals(on)) {
            to = end;
            return;
        }
        boolean blink =
                state == State.RUNNING && to - from < BLINK && !segments.isEmpty() && !COUNTED.contains(newState);
        if (blink
                && segments.getLast().state() == newState
                && segments.getLast().on().equals(newOn)) {
            from = zero + segments.removeLast().start().toNanos();
        } else {
            flush();
            from = start;
        }
        state = newState;
        on = newOn;
        to = end;
    }

    private void flush() {
        if (to > from) {
            segments.add(new Segment(state, Duration.ofNanos(from - zero), Duration.ofNanos(to - zero), on));
        }
    }
}
