package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.Row;
import asynclab.Timeline.Segment;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Too many tasks for rows: how many are in each state, over time, stacked. Its size does not depend on their number. */
final class DensityChart implements Chart {
    private static final double EDGE = 20;
    private static final double LEFT = 84;
    private static final double HEIGHT = 220;
    private static final double COLUMN = 2;
    private static final int GROUPS = 8;
    private static final Type TEXT = Type.SMALL.sized(11.5);

    private final Timeline timeline;
    private final Axis axis;
    private final int columns;
    private final Map<State, double[]> counts = new EnumMap<>(State.class);
    private final int[] failed;
    private final int[] cancelled;
    private final double most;
    private final List<Groups.Group> groups;

    DensityChart(Timeline timeline) {
        this.timeline = timeline;
        double width = Scene.WIDTH - LEFT - EDGE - 14;
        columns = (int) (width / COLUMN);
        axis = new Axis(LEFT, columns * COLUMN, timeline.total().toNanos());
        failed = new int[columns];
        cancelled = new int[columns];
        timeline.tasks().forEach(this::count);
        double highest = 1;
        for (int i = 0; i < columns; i++) {
            int column = i;
            highest = Math.max(
                    highest,
                    counts.values().stream().mapToDouble(c -> c[column]).sum());
        }
        most = rounded(highest);
        groups = Groups.of(timeline.tasks()).groups();
    }

    /** Adds a task's states: a column in which it is for half of the time counts half. */
    private void count(Row row) {
        for (Segment segment : row.segments()) {
            var count = counts.computeIfAbsent(segment.state(), s -> new double[columns]);
            double from = column(segment.start().toNanos());
            double to = column(segment.end().toNanos());
            for (int i = (int) from; i < Math.min(columns, to); i++) {
                count[i] += Math.min(to, i + 1.0) - Math.max(from, i);
            }
        }
        int last = Math.min(columns - 1, (int) column(row.end().toNanos()));
        if (row.outcome() == Outcome.FAILED) {
            failed[last]++;
        } else if (row.outcome() == Outcome.CANCELLED) {
            cancelled[last]++;
        }
    }

    private double column(long nanos) {
        return (axis.x(nanos) - LEFT) / COLUMN;
    }

    @Override
    public double height() {
        return 26 + HEIGHT + 38 + 17 * (Math.min(groups.size(), GROUPS) + 1.0);
    }

    @Override
    public void draw(Scene scene, double top) {
        double upper = top + 26;
        double bottom = upper + HEIGHT;
        scene.label(EDGE, upper - 14, "tasks alive", TEXT);
        drawScale(scene, upper, bottom);
        axis.draw(scene, bottom, bottom);
        var base = new double[columns];
        counts.forEach((state, count) -> drawLayer(scene, state, count, base, bottom));
        drawEnds(scene, upper - 6);
        drawGroups(scene, bottom + 44);
    }

    /** Where tasks failed or were cancelled: a diamond, a slash. */
    private void drawEnds(Scene scene, double y) {
        for (int i = 0; i < columns; i++) {
            double x = LEFT + (i + 0.5) * COLUMN;
            if (failed[i] > 0) {
                scene.area(Fill.plain(Colour.VERMILLION), x - 4, y, x, y - 4, x + 4, y, x, y + 4);
            } else if (cancelled[i] > 0) {
                scene.line(x - 2, y + 4, x + 2, y - 4, Colour.INK);
            }
        }
    }

    /** The next number of which a half is easy to read. */
    private static double rounded(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : new double[] {1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8}) {
            if (factor * power >= value - 0.001) {
                return Math.max(2, Math.ceil(factor * power));
            }
        }
        return 10 * power;
    }

    private void drawScale(Scene scene, double upper, double bottom) {
        for (int part = 0; part <= 2; part++) {
            double value = most * part / 2;
            double y = bottom - (bottom - upper) * part / 2;
            scene.line(LEFT, y, LEFT + columns * COLUMN, y, Colour.GRID);
            scene.label(LEFT - 8, y + 4, String.format(Locale.ROOT, "%,.0f", value), TEXT.at(Type.Anchor.END));
        }
    }

    private void drawLayer(Scene scene, State state, double[] count, double[] base, double bottom) {
        var lower = new ArrayList<Shape.Point>();
        var points = new ArrayList<Shape.Point>();
        for (int i = 0; i < columns; i++) {
            double x = LEFT + i * COLUMN;
            double low = bottom - HEIGHT * base[i] / most;
            base[i] += count[i];
            double high = bottom - HEIGHT * base[i] / most;
            step(points, x, high);
            step(lower, x, low);
        }
        double end = LEFT + columns * COLUMN;
        points.add(new Shape.Point(end, points.getLast().y()));
        lower.add(new Shape.Point(end, lower.getLast().y()));
        points.addAll(lower.reversed());
        scene.add(new Shape.Outline(points, Look.fill(state), true, 0));
    }

    /** A point only where the height changes. */
    private static void step(List<Shape.Point> points, double x, double y) {
        if (points.isEmpty()) {
            points.add(new Shape.Point(x, y));
        } else if (Math.abs(points.getLast().y() - y) > 0.05) {
            points.add(new Shape.Point(x, points.getLast().y()));
            points.add(new Shape.Point(x, y));
        }
    }

    private void drawGroups(Scene scene, double top) {
        double y = top;
        scene.label(EDGE, y, "main", Type.BODY.strong().sized(12));
        scene.label(Scene.WIDTH / 2, y, timeline.main().outcome().words(), TEXT);
        for (var group : groups.subList(0, Math.min(groups.size(), GROUPS))) {
            y += 17;
            scene.label(EDGE, y, Type.BODY.fitted(group.name(), Scene.WIDTH / 2 - 40), Type.BODY.sized(12));
            scene.label(Scene.WIDTH / 2, y, group.ends(), TEXT);
        }
        if (groups.size() > GROUPS) {
            scene.label(Scene.WIDTH - EDGE, y, "and " + (groups.size() - GROUPS) + " more", TEXT.at(Type.Anchor.END));
        }
    }
}
