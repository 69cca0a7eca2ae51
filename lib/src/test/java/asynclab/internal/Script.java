package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down by hand what the recorder would have seen. Times are milliseconds; thread 1 runs the body, from 0 on. */
final class Script {
    static final long MAIN = 1;
    private static final long ZERO = 1_700_000_000_000_000_000L;

    private final List<Happening> happenings = new ArrayList<>();
    private final Map<Long, Account.Who> threads = new HashMap<>();
    private final List<Lineage.Birth> births = new ArrayList<>();

    private static long at(double millis) {
        return ZERO + Math.round(millis * 1e6);
    }

    /** A virtual thread, started by {@code parent}. */
    Script virtual(long id, String name, long parent, double from, double to) {
        births.add(new Lineage.Birth(parent, id + 1, Math.round(from * 1e6)));
        return thread(id, name, true, 0, from, to);
    }

    /** A platform thread; the recorder itself tells its parent. */
    Script platform(long id, String name, long parent, double from, double to) {
        return thread(id, name, false, parent, from, to);
    }

    /** A virtual thread of somebody else. */
    Script stranger(long id, String name, double from, double to) {
        return thread(id, name, true, 0, from, to);
    }

    /** A thread is made by the body's, and takes some number below {@code before}. */
    Script birth(long before, double when) {
        births.add(new Lineage.Birth(MAIN, before, Math.round(when * 1e6)));
        return this;
    }

    private Script thread(long id, String name, boolean virtual, long parent, double from, double to) {
        threads.put(id, new Account.Who(name, virtual, "main"));
        happenings.add(new Happening.Began(id, at(from), parent));
        if (to < Double.POSITIVE_INFINITY) {
            happenings.add(new Happening.Ended(id, at(to)));
        }
        return this;
    }

    /** A thread that was there before. */
    Script older(long id, String name, String group) {
        threads.put(id, new Account.Who(name, false, group));
        return this;
    }

    Script waited(long id, State state, double from, double to) {
        return add(new Happening.Waited(id, at(from), at(to), state, ""));
    }

    Script job(long id, double from, double to) {
        return add(new Happening.TookUp(id, at(from))).add(new Happening.PutDown(id, at(to)));
    }

    Script submitted(long id, double when) {
        return add(new Happening.Submitted(id, at(when)));
    }

    Script threw(long id, double when, String what, boolean interruption) {
        return add(new Happening.Threw(id, at(when), what, interruption));
    }

    Script failed(long id, double when) {
        return add(new Happening.Failed(id, at(when)));
    }

    Script cancelled(long id, double when) {
        return add(new Happening.Cancelled(id, at(when)));
    }

    Script span(long id, String name, long parent, Outcome outcome, double from, double to) {
        return add(
                new Happening.Span(id, at(from), at(to), name, parent, outcome, outcome == Outcome.FAILED ? "X" : ""));
    }

    Script add(Happening happening) {
        happenings.add(happening);
        return this;
    }

    /** The timeline of a body that took {@code millis}. */
    Timeline body(double millis) {
        happenings.add(new Happening.Body(MAIN, at(0), at(millis), 7));
        var account = new Account(7, happenings.reversed(), threads, births); // no order is promised
        return Rows.of(account, Outcome.SUCCEEDED, Optional.empty()).orElseThrow();
    }

    /** A row in a line: {@code sleeping 0-10, running 10-12: ok}. */
    static String told(Timeline.Row row) {
        var parts = row.segments().stream()
                .map(s -> s.state().words() + " " + millis(s.start().toNanos()) + "-"
                        + millis(s.end().toNanos()))
                .toList();
        return String.join(", ", parts) + ": " + row.outcome().words();
    }

    private static String millis(long nanos) {
        return Svg.number(nanos / 1e6);
    }
}
