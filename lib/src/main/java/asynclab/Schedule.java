package asynclab;

import asynclab.internal.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One order in which the tasks of a {@link Race} took their steps, and what came of it. Looked at, it is a table with a
 * column for each task and a row for each step. Immutable.
 *
 * @param seed draws this order again
 * @param steps in the order in which they were taken
 * @param result what came out, or what failed, or who was blocked, in words
 */
public record Schedule(long seed, List<Step> steps, String result, Verdict verdict) implements Showable {
    /**
     * A stretch of one task's code, from a point to the next.
     *
     * @param from the point's name, {@code start}, or {@code blocked}
     * @param to the next point's name, {@code end}, or {@code blocked} if it had to wait for something else on its way
     */
    public record Step(String task, String from, String to) {}

    /** What is to be said of a result. */
    public enum Verdict {
        /** What was to come out. */
        RIGHT,
        /** Something else. */
        WRONG,
        /** A task threw. */
        FAILED,
        /** The tasks wait for each other, or one does not end. */
        STUCK;

        /** The word for tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Schedule {
        steps = List.copyOf(steps);
    }

    /** The table as it is. */
    @Override
    public Picture picture() {
        return Picture.of(sheet().text()).withHtml(sheet().html());
    }

    /** The table as text. */
    @Override
    public String toString() {
        return sheet().text();
    }

    private Sheet sheet() {
        var tasks = steps.stream().map(Step::task).distinct().sorted().toList();
        var header = new ArrayList<>(List.of("step"));
        header.addAll(tasks);
        var rows = new ArrayList<List<String>>();
        for (var step : steps) {
            var row = new ArrayList<>(List.of(String.valueOf(rows.size() + 1)));
            tasks.forEach(task -> row.add(task.equals(step.task()) ? step.from() + " to " + step.to() : ""));
            rows.add(row);
        }
        return new Sheet("schedule of seed " + seed + ": " + result + ", " + verdict.word(), header, rows);
    }
}
