package asynclab.internal;

import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to one thread, sorted. Built and read by one thread. */
final class Life {
    /** An interrupt that ends a task ends it soon; a task that goes on for longer got over it. */
    private static final long SOON = 50_000_000L;

    final long id;
    final Account.Who who;
    long began;
    long ended;
    long parent;
    private final List<Happening.Waited> waits = new ArrayList<>();
    private final List<Happening.Threw> throwns = new ArrayList<>();
    final List<Happening.Span> spans = new ArrayList<>();
    private final List<Happening> jobMarks = new ArrayList<>();
    private Happening.@Nullable Failed failed;
    private boolean cancelled;
    private boolean submits;
    private boolean serves;

    Life(long id, Account.Who who) {
        this.id = id;
        this.who = who;
    }

    void add(Happening happening) {
        switch (happening) {
            case Happening.Began b -> {
                began = b.at();
                parent = b.parent();
            }
            case Happening.Ended e -> ended = e.at();
            case Happening.Waited w -> waits.add(w);
            case Happening.Threw t -> throwns.add(t);
            case Happening.Failed f -> failed = f;
            case Happening.Cancelled c -> cancelled = c.at() > 0;
            case Happening.Served s -> serves = s.at() > 0;
            case Happening.Submitted s -> submits = s.at() > 0;
            case Happening.TookUp t -> jobMarks.add(t);
            case Happening.PutDown p -> jobMarks.add(p);
            case Happening.Span s -> spans.add(s);
            case Happening.Body b -> {
                // the window, not part of the life
            }
        }
    }

    /** A thread that does jobs for others, of which most outlive the body. */
    boolean isPools() {
        return !who.virtual() && !jobMarks.isEmpty();
    }

    /** Whether it serves an HTTP server's requests. */
    boolean serves() {
        return serves;
    }

    /** Whether it handed jobs to a pool. */
    boolean submits() {
        return submits;
    }

    /** Sorted by start; of two that start together, the longer first. */
    List<Happening.Waited> waits() {
        waits.sort(Comparator.comparingLong(Happening.Waited::at)
                .thenComparing(Comparator.comparingLong(Happening.Waited::end).reversed()));
        return waits;
    }

    /** The jobs done between {@code from} and {@code to}; one inside another counts once. */
    List<Window> jobs(long from, long to) {
        jobMarks.sort(Comparator.comparingLong(Happening::at));
        var jobs = new ArrayList<Window>();
        long start = from;
        int open = 0;
        for (Happening mark : jobMarks) {
            long at = Math.clamp(mark.at(), from, to);
            if (mark instanceof Happening.TookUp) {
                start = open == 0 ? at : start;
                open++;
            } else {
                open = Math.max(0, open - 1);
                if (open == 0 && at > from && start < to) {
                    jobs.add(new Window(start, at));
                }
            }
        }
        if (open > 0 && start < to) {
            jobs.add(new Window(start, to));
        }
        return jobs;
    }

    /** How the thread's task ended, if its thread has. */
    Outcome outcome() {
        throwns.sort(Comparator.comparingLong(Happening.Threw::at));
        boolean interrupted = !throwns.isEmpty() && throwns.getLast().interruption();
        if (cancelled || (interrupted && failed != null)) {
            return Outcome.CANCELLED;
        }
        if (failed != null) {
            return Outcome.FAILED;
        }
        boolean soon = interrupted && ended - throwns.getLast().at() < SOON;
        return soon ? Outcome.CANCELLED : Outcome.SUCCEEDED;
    }

    /** The exception that ended it: the last one made before it failed. */
    Optional<String> failure() {
        var end = failed;
        return end == null
                ? Optional.empty()
                : throwns.stream()
                        .filter(t -> t.at() <= end.at())
                        .max(Comparator.comparingLong(Happening.Threw::at))
                        .map(Happening.Threw::what);
    }

    /** Waiting that fills the time between two jobs. */
    static Happening.Waited idle(long thread, Window gap) {
        return new Happening.Waited(thread, gap.from(), gap.to(), State.IDLE, "work");
    }

    /** A stretch of time on the recorder's clock. */
    record Window(long from, long to) {
        boolean holds(long at) {
            return from <= at && at <= to;
        }
    }
}
