package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.Row;
import asynclab.Timeline.Segment;
import asynclab.Timeline.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words what a timeline shows: the alternative text of its picture, and its first line in a terminal. */
final class Sentence {
    /** More rows than these are summed up instead of told one by one. */
    private static final int TOLD = 6;

    private Sentence() {}

    /** One line: how long, how many, how many at once. */
    static String title(Timeline timeline) {
        int tasks = timeline.tasks().size();
        String total = Times.say(timeline.total());
        if (tasks == 0) {
            return total + " in all";
        }
        return "%s in all · %s · at most %,d at once".formatted(total, count(tasks), timeline.maxOverlap());
    }

    /** All of it. */
    static String of(Timeline timeline) {
        var tasks = timeline.tasks();
        var text = new StringBuilder();
        if (tasks.isEmpty()) {
            text.append(
                    "One thread, main, in %s; it %s.".formatted(Times.say(timeline.total()), story(timeline.main())));
        } else {
            text.append("%s in %s; at most %,d overlap; "
                    .formatted(count(tasks.size()), Times.say(timeline.total()), timeline.maxOverlap()));
            text.append(tasks.size() <= TOLD ? each(tasks) : summed(tasks)).append('.');
        }
        timeline.main()
                .failure()
                .ifPresent(f -> text.append(" The body failed with ").append(f).append('.'));
        timeline.note().ifPresent(note -> text.append(' ').append(note));
        return text.toString();
    }

    private static String count(int tasks) {
        return tasks == 1 ? "1 task" : String.format(Locale.ROOT, "%,d tasks", tasks);
    }

    private static String each(List<Row> tasks) {
        return tasks.stream().map(t -> t.name() + " " + story(t)).collect(Collectors.joining("; "));
    }

    /** What took longest in a row, and how it ended. */
    private static String story(Row row) {
        var times = new EnumMap<State, Duration>(State.class);
        for (Segment segment : row.segments()) {
            times.merge(segment.state(), segment.length(), Duration::plus);
        }
        String what = times.entrySet().stream()
                .filter(e -> e.getValue().toNanos() * 20 >= row.length().toNanos())
                .sorted(Map.Entry.<State, Duration>comparingByValue(Comparator.reverseOrder()))
                .limit(3)
                .map(e -> verb(e.getKey()) + " " + Times.say(e.getValue()))
                .collect(Collectors.joining(", "));
        String did = what.isEmpty() ? "ran" : what;
        return switch (row.outcome()) {
            case SUCCEEDED -> did;
            case FAILED ->
                did + " and failed" + row.failure().map(f -> " with " + f).orElse("");
            case CANCELLED -> did + " and was cancelled";
            case ALIVE -> did + (times.containsKey(State.UNKNOWN) ? "" : " and was still alive");
        };
    }

    private static String verb(State state) {
        return switch (state) {
            case RUNNING -> "ran";
            case SLEEPING -> "slept";
            case PERMIT -> "waited for a permit";
            case LOCK -> "waited for a lock";
            case QUEUE -> "waited at a queue";
            case TASK -> "waited for a task";
            case HTTP -> "waited for HTTP";
            case NETWORK -> "waited for the network";
            case WAITING -> "waited";
            case IDLE -> "idled";
            case UNKNOWN -> "was still alive for";
        };
    }

    private static String summed(List<Row> tasks) {
        var shortest =
                tasks.stream().map(Row::length).min(Comparator.naturalOrder()).orElseThrow();
        var longest =
                tasks.stream().map(Row::length).max(Comparator.naturalOrder()).orElseThrow();
        var text = new StringBuilder(
                "each took %s to %s; of their time they ".formatted(Times.say(shortest), Times.say(longest)));
        var times = new EnumMap<State, Double>(State.class);
        tasks.forEach(t -> t.segments()
                .forEach(s -> times.merge(s.state(), (double) s.length().toNanos(), Double::sum)));
        double all = Math.max(1, times.values().stream().mapToDouble(d -> d).sum());
        text.append(times.entrySet().stream()
                .filter(e -> e.getKey() != State.UNKNOWN && e.getValue() >= 0.05 * all)
                .sorted(Map.Entry.<State, Double>comparingByValue(Comparator.reverseOrder()))
                .map(e -> "%s %.0f %%".formatted(verb(e.getKey()), 100 * e.getValue() / all))
                .collect(Collectors.joining(", ")));
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.CANCELLED, Outcome.ALIVE)) {
            var those = tasks.stream().filter(t -> t.outcome() == outcome).toList();
            if (!those.isEmpty()) {
                text.append("; %,d %s: %s".formatted(those.size(), outcome.words(), some(those)));
            }
        }
        return text.toString();
    }

    private static String some(List<Row> rows) {
        String names = rows.stream().limit(5).map(Row::name).collect(Collectors.joining(", "));
        return rows.size() > 5 ? names + " and others" : names;
    }
}
