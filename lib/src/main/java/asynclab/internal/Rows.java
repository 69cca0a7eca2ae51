package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.Row;
import asynclab.Timeline.Segment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a timeline of what happened: a row for each task, under the one that started it. Belongs to one thread. */
final class Rows {
    /** A future is done a moment before its thread is; the body may end in between. */
    private static final long MOMENT = 3_000_000L;

    private final Happening.Body body;
    private final Lives lives;
    private final List<Draft> drafts = new ArrayList<>();
    private int unnamed;

    private Rows(Account account, Happening.Body body) {
        this.body = body;
        this.lives = new Lives(account, body);
    }

    /** The timeline of {@code account}'s body; empty if the recorder lost the body itself. */
    static Optional<Timeline> of(Account account, Outcome mainOutcome, Optional<String> mainFailure) {
        return account.happenings().stream()
                .filter(h -> h instanceof Happening.Body b && b.session() == account.session())
                .map(Happening.Body.class::cast)
                .findFirst()
                .map(body -> new Rows(account, body).timeline(mainOutcome, mainFailure));
    }

    private Timeline timeline(Outcome mainOutcome, Optional<String> mainFailure) {
        Life main = lives.main();
        var all = new Life.Window(body.at(), body.end());
        var segments = Cutter.cut(all, main.waits(), false, body.at());
        Duration total = Duration.ofNanos(body.end() - body.at());
        var mainRow = new Row("main", Optional.empty(), 0, Duration.ZERO, total, mainOutcome, mainFailure, segments);
        main.spans.stream().filter(s -> all.holds(s.at())).forEach(s -> addSpan(main, s, main.id));
        lives.shown().forEach(this::addThread);
        return Timeline.of(total, mainRow, tree(mainRow));
    }

    private void addThread(Life life) {
        boolean pools = life.isPools();
        var jobs = pools ? life.jobs(body.at(), body.end()) : List.<Life.Window>of();
        long parent = lives.isOwn(life) ? life.parent : 0;
        if (life.spans.size() == 1 && !pools) {
            var span = life.spans.getFirst();
            var failure = span.failure().isEmpty() ? Optional.<String>empty() : Optional.of(span.failure());
            drafts.add(draft(life, span.name(), parent, window(life), jobs, span.outcome(), failure));
            return;
        }
        life.spans.forEach(s -> addSpan(life, s, s.parent()));
        if (life.spans.isEmpty()) {
            var window = pools
                    ? new Life.Window(jobs.getFirst().from(), jobs.getLast().to())
                    : window(life);
            boolean over = pools ? window.to() < body.end() : isOver(life);
            drafts.add(draft(
                    life, name(life), parent, window, jobs, over ? life.outcome() : Outcome.ALIVE, life.failure()));
        }
    }

    private void addSpan(Life life, Happening.Span span, long parent) {
        var window = new Life.Window(Math.max(span.at(), body.at()), Math.min(span.end(), body.end()));
        var failure = span.failure().isEmpty() ? Optional.<String>empty() : Optional.of(span.failure());
        if (window.to() > window.from()) {
            var draft = draft(life, span.name(), parent, window, List.of(), span.outcome(), failure);
            drafts.add(draft.as(-1L - drafts.size())); // several on one thread
        }
    }

    private Draft draft(
            Life life,
            String name,
            long parent,
            Life.Window window,
            List<Life.Window> jobs,
            Outcome outcome,
            Optional<String> failure) {
        var waits = jobs.size() < 2 ? life.waits() : withIdleGaps(life, jobs);
        var segments = Cutter.cut(window, waits, outcome == Outcome.ALIVE, body.at());
        return new Draft(life.id, parent, name, window, outcome, failure, segments);
    }

    private static List<Happening.Waited> withIdleGaps(Life life, List<Life.Window> jobs) {
        var waits = new ArrayList<>(life.waits());
        for (int i = 1; i < jobs.size(); i++) {
            waits.add(Life.idle(
                    life.id, new Life.Window(jobs.get(i - 1).to(), jobs.get(i).from())));
        }
        waits.sort(Comparator.comparingLong(Happening.Waited::at)
                .thenComparing(Comparator.comparingLong(Happening.Waited::end).reversed()));
        return waits;
    }

    private boolean isOver(Life life) {
        return life.ended > 0 && life.ended <= body.end() + MOMENT;
    }

    private Life.Window window(Life life) {
        return new Life.Window(life.began, isOver(life) ? Math.min(life.ended, body.end()) : body.end());
    }

    private String name(Life life) {
        String name = life.who.name();
        if (name.isBlank()) {
            unnamed++;
            return (life.who.virtual() ? "virtual " : "thread ") + unnamed;
        }
        return name.replace("ForkJoinPool.commonPool-worker-", "common pool ");
    }

    /** Depth first, without recursion: a chain of threads may be thousands long. */
    private List<Row> tree(Row main) {
        var children = new HashMap<Long, List<Draft>>();
        var known = new HashMap<Long, Draft>();
        drafts.forEach(d -> known.put(d.key(), d));
        drafts.sort(order());
        var stack = new ArrayDeque<Placed>();
        for (Draft draft : drafts.reversed()) {
            long parent = draft.parent();
            if (parent == 0 || (parent != draft.key() && known.containsKey(parent))) {
                children.computeIfAbsent(parent, k -> new ArrayList<>()).add(draft);
            } else {
                stack.push(new Placed(draft, main.name(), 1));
            }
        }
        children.getOrDefault(0L, List.of()).reversed().forEach(d -> stack.addLast(new Placed(d, "", 0)));
        return laidOut(stack, children);
    }

    /** As they were made, which is what the learner wrote; parts of older threads as they began. */
    private Comparator<Draft> order() {
        boolean threadsOnly = drafts.stream().allMatch(d -> d.key() > 0);
        return threadsOnly
                ? Comparator.comparingLong(Draft::key)
                : Comparator.comparingLong((Draft d) -> d.window().from());
    }

    private List<Row> laidOut(ArrayDeque<Placed> stack, Map<Long, List<Draft>> children) {
        var rows = new ArrayList<Row>();
        while (!stack.isEmpty()) {
            var placed = stack.pop();
            rows.add(row(placed));
            for (Draft child : children.getOrDefault(placed.draft().key(), List.of())) {
                stack.push(new Placed(child, placed.draft().name(), placed.depth() + 1));
            }
        }
        return rows;
    }

    private Row row(Placed placed) {
        Draft draft = placed.draft();
        return new Row(
                draft.name(),
                placed.parent().isEmpty() ? Optional.empty() : Optional.of(placed.parent()),
                placed.depth(),
                Duration.ofNanos(draft.window().from() - body.at()),
                Duration.ofNanos(draft.window().to() - body.at()),
                draft.outcome(),
                draft.failure(),
                draft.segments());
    }

    /** A row that has no place yet. */
    private record Draft(
            long key,
            long parent,
            String name,
            Life.Window window,
            Outcome outcome,
            Optional<String> failure,
            List<Segment> segments) {
        Draft as(long newKey) {
            return new Draft(newKey, parent, name, window, outcome, failure, segments);
        }
    }

    /** A row under its parent. */
    private record Placed(Draft draft, String parent, int depth) {}
}
