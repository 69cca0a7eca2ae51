package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.Row;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A thin row for each of up to about a hundred tasks, with a name for each group of them. */
final class ThinChart implements Chart {
    private static final double EDGE = 20;
    private static final double ENDS = 150;
    private static final double GAP = 10;
    private static final double LEAST = 30; // a group's name and its counts need two lines
    private static final Type NAME = Type.BODY.sized(12);

    /** Most pieces of all rows together; beyond, the columns get wider. */
    private static final int PIECES = 4000;

    private final List<Groups.Group> groups;
    private final double rowHeight;
    private final double names;
    private final Axis axis;

    ThinChart(Timeline timeline) {
        var all = new ArrayList<Groups.Group>();
        all.add(new Groups.Group(List.of(timeline.main())));
        all.addAll(merged(Groups.of(timeline.tasks()).groups()));
        groups = all;
        rowHeight = timeline.tasks().size() <= 50 ? 9 : 5.5;
        double widest =
                groups.stream().mapToDouble(g -> NAME.width(g.name())).max().orElse(0);
        names = Math.clamp(widest + 14, 70, 170);
        axis = new Axis(
                EDGE + names,
                Scene.WIDTH - EDGE - names - ENDS,
                timeline.total().toNanos());
    }

    /** Too many groups for a line each are one group. */
    private static List<Groups.Group> merged(List<Groups.Group> groups) {
        if (groups.size() <= 12) {
            return groups;
        }
        return List.of(
                new Groups.Group(groups.stream().flatMap(g -> g.rows().stream()).toList()));
    }

    private double height(Groups.Group group) {
        return Math.max(group.rows().size() * rowHeight, group.rows().size() > 1 ? LEAST : 16) + GAP;
    }

    @Override
    public double height() {
        return groups.stream().mapToDouble(this::height).sum() + 30;
    }

    @Override
    public void draw(Scene scene, double top) {
        axis.draw(scene, top, top + height() - 30);
        double y = top + GAP / 2;
        var strips =
                Strip.atMost(PIECES, groups.stream().map(Groups.Group::rows).toList(), axis);
        for (int i = 0; i < groups.size(); i++) {
            drawGroup(scene, groups.get(i), strips.get(i), y);
            y += height(groups.get(i));
        }
    }

    private void drawGroup(Scene scene, Groups.Group group, Map<State, List<Strip.Piece>> strip, double top) {
        var rows = group.rows();
        double step = rows.size() == 1 ? 12 : rowHeight;
        double bar = step - (rowHeight > 6 ? 1.6 : 0.8);
        double first = rows.size() == 1 ? top + 2 : top;
        strip.forEach((state, pieces) -> scene.add(new Shape.Boxes(
                pieces.stream().map(p -> p.at(first + p.row() * step, bar)).toList(), Look.fill(state))));
        IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).outcome() != Outcome.SUCCEEDED)
                .forEach(i -> markEnd(scene, rows.get(i), first + i * step + bar / 2, bar));
        drawNames(scene, group, top);
    }

    private void markEnd(Scene scene, Row row, double y, double bar) {
        Look.mark(scene, row.outcome(), axis.x(row.end().toNanos()), y, Math.max(7, bar));
    }

    private void drawNames(Scene scene, Groups.Group group, double top) {
        int count = group.rows().size();
        boolean single = count == 1;
        double right = Scene.WIDTH - ENDS + 14;
        var small = Type.SMALL.sized(11.5);
        scene.label(EDGE, top + 12, NAME.fitted(group.name(), names - 10), single ? NAME.strong() : NAME);
        if (single) {
            scene.label(
                    right,
                    top + 12,
                    Times.say(group.rows().getFirst().length()) + " "
                            + group.rows().getFirst().outcome().words(),
                    small);
            return;
        }
        scene.label(EDGE, top + 27, count + " tasks", small);
        double y = top + 12;
        for (String part : group.endings()) {
            scene.label(right, y, part, small);
            y += 15;
        }
        double bracket = EDGE + names - 5;
        scene.line(bracket, top, bracket, top + count * rowHeight - 1, Colour.GREY);
    }
}
