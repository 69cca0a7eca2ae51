package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Row;
import asynclab.Timeline.State;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A timeline in characters, for terminals: a letter for each state, a line for each task or group of tasks. */
final class TextChart {
    private static final int COLUMNS = 60;
    private static final int LINES = 26;
    private static final int NAME = 24;
    private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";

    private final Timeline timeline;
    private final Set<State> used = EnumSet.noneOf(State.class);
    private final StringBuilder out = new StringBuilder();

    private TextChart(Timeline timeline) {
        this.timeline = timeline;
    }

    /** The chart, in lines. */
    static String of(Timeline timeline) {
        return new TextChart(timeline).write();
    }

    private String write() {
        var tasks = timeline.tasks();
        addRow(timeline.main());
        if (tasks.size() <= Chart.NAMED) {
            tasks.forEach(this::addRow);
        } else {
            var groups = Groups.of(tasks).groups();
            groups.stream().limit(LINES).forEach(this::addGroup);
            if (groups.size() > LINES) {
                out.append("and %,d more%n".formatted(groups.size() - LINES));
            }
        }
        String end = Times.say(timeline.total());
        out.append(" ".repeat(NAME + 1))
                .append("0")
                .append(" ".repeat(COLUMNS - end.length() + 1))
                .append(end);
        out.append('\n').append(" ".repeat(NAME + 2));
        out.append(used.stream()
                .filter(s -> s != State.IDLE)
                .map(s -> Look.letter(s) + " " + s.words())
                .collect(Collectors.joining("   ")));
        return out.append('\n').toString().stripTrailing();
    }

    private void addRow(Row row) {
        char[] bar = new char[COLUMNS];
        Arrays.fill(bar, ' ');
        long total = Math.max(1, timeline.total().toNanos());
        var most = new double[COLUMNS];
        for (var segment : row.segments()) {
            double from = (double) segment.start().toNanos() * COLUMNS / total;
            double to = (double) segment.end().toNanos() * COLUMNS / total;
            for (int i = (int) from; i < Math.min(COLUMNS, to); i++) {
                double part = Math.min(to, i + 1.0) - Math.max(from, i);
                if (part > most[i]) {
                    most[i] = part;
                    bar[i] = Look.letter(segment.state());
                }
            }
            used.add(segment.state());
        }
        String name = "  ".repeat(Math.min(row.depth(), 4)) + row.name();
        String failure = row.failure().map(f -> ": " + f).orElse("");
        addLine(
                name,
                new String(bar),
                Times.say(row.length()) + " " + row.outcome().words() + failure);
    }

    private void addGroup(Groups.Group group) {
        if (group.rows().size() == 1) {
            addRow(group.rows().getFirst());
            return;
        }
        List<Row> rows = group.rows();
        int[] alive = Overlap.perColumn(rows, timeline.total().toNanos(), COLUMNS);
        int most = Math.max(1, Arrays.stream(alive).max().orElse(1));
        String bar = Arrays.stream(alive)
                .mapToObj(n -> String.valueOf(HEIGHTS.charAt((int) Math.ceil(n * 8.0 / most))))
                .collect(Collectors.joining());
        // A column is a span of time: it counts tasks of which one begins when the other has ended. The words do not.
        addLine("  " + group.name(), bar, "at most %,d at once: %s".formatted(Overlap.most(rows), group.ends()));
    }

    private void addLine(String name, String bar, String end) {
        String shown = name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
        out.append(shown)
                .append(" ".repeat(NAME - shown.length()))
                .append(" |")
                .append(bar)
                .append("| ")
                .append(end);
        out.append('\n');
    }
}
