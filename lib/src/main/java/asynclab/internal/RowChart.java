package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.Row;
import asynclab.Timeline.Segment;
import java.util.ArrayList;
import java.util.List;

/** One named row for each task, a word in every stretch that has room for it, and how it ended at the right. */
final class RowChart implements Chart {
    private static final double INDENT = 12;
    private static final int DEEPEST = 5;
    private static final double ENDS = 146;
    private static final double EDGE = 20;
    private static final Type NAME = Type.BODY;
    private static final Type WORD = Type.SMALL.sized(11);

    /** With more stretches than these in all, rows are drawn column by column: too narrow for words, and too many for a small picture. */
    private static final int STRETCHES = 500;

    private static final int PIECES = 3000;

    private final List<Row> rows = new ArrayList<>();
    private final double rowHeight;
    private final double names;
    private final Axis axis;

    RowChart(Timeline timeline) {
        rows.add(timeline.main());
        rows.addAll(timeline.tasks());
        rowHeight = rows.size() <= 9 ? 31 : 25;
        double widest = rows.stream()
                .mapToDouble(r -> indent(r) + NAME.width(r.name()))
                .max()
                .orElse(0);
        names = Math.clamp(widest + 12, 60, 190);
        double left = EDGE + names;
        axis = new Axis(left, Scene.WIDTH - left - ENDS - 8, timeline.total().toNanos());
    }

    private static double indent(Row row) {
        return INDENT * Math.min(row.depth(), DEEPEST);
    }

    @Override
    public double height() {
        return rows.size() * rowHeight + 34;
    }

    @Override
    public void draw(Scene scene, double top) {
        boolean crowded = rows.stream().mapToInt(r -> r.segments().size()).sum() > STRETCHES;
        double bottom = top + rows.size() * rowHeight + 4;
        axis.draw(scene, top, bottom);
        drawConnectors(scene, top);
        double y = top + rowHeight / 2;
        for (Row row : rows) {
            drawName(scene, row, y);
            for (Segment segment : crowded ? List.<Segment>of() : row.segments()) {
                drawSegment(scene, row, segment, y);
            }
            y += rowHeight;
        }
        if (crowded) {
            drawStrips(scene, top + rowHeight / 2);
        }
        y = top + rowHeight / 2;
        for (Row row : rows) {
            drawEnd(scene, row, y);
            y += rowHeight;
        }
    }

    private void drawStrips(Scene scene, double first) {
        Strip.atMost(PIECES, List.of(rows), axis).getFirst().forEach((state, pieces) -> {
            var areas = pieces.stream()
                    .map(p -> p.at(first + p.row() * rowHeight - bar(rows.get(p.row())) / 2, bar(rows.get(p.row()))))
                    .toList();
            scene.add(new Shape.Boxes(areas, Look.fill(state)));
        });
    }

    private static boolean isMain(Row row) {
        return row.depth() == 0 && row.name().equals("main");
    }

    /** How high a row's bar is: lower for main, which mostly waits for the others. */
    private double bar(Row row) {
        return rowHeight * (isMain(row) ? 0.45 : 0.62);
    }

    /** An elbow from each parent down to its children. */
    private void drawConnectors(Scene scene, double top) {
        var lastAt = new double[DEEPEST + 2];
        double y = top + rowHeight / 2;
        for (Row row : rows) {
            int depth = Math.min(row.depth(), DEEPEST);
            if (depth > 0) {
                double x = EDGE + INDENT * (depth - 1) + 4;
                scene.line(x, lastAt[depth - 1] + 8, x, y, Colour.GREY);
                scene.line(x, y, x + INDENT - 6, y, Colour.GREY);
            }
            lastAt[depth] = y;
            y += rowHeight;
        }
    }

    private void drawName(Scene scene, Row row, double y) {
        double x = EDGE + indent(row);
        var type = row.depth() == 0 ? NAME.strong() : NAME;
        scene.label(x, y + 4.5, type.fitted(row.name(), names - indent(row) - 8), type);
    }

    private void drawSegment(Scene scene, Row row, Segment segment, double y) {
        double barHeight = bar(row);
        double from = axis.x(segment.start().toNanos());
        double width = Math.max(0.8, axis.x(segment.end().toNanos()) - from);
        Fill fill = Look.fill(segment.state());
        String hint = row.name() + ": " + segment.state().words() + " " + Times.say(segment.length());
        scene.add(new Shape.Box(from, y - barHeight / 2, width, barHeight, 0, fill, width > 2.5, hint));
        String word = fitting(segment, width - 10);
        if (word.isEmpty() || barHeight < 12) {
            return;
        }
        double middle = from + width / 2;
        if (fill.pattern() != Pattern.PLAIN) {
            double plate = WORD.width(word) + 6;
            var plain = Fill.plain(fill.colour().mixed(Colour.PAPER, 0.35));
            scene.add(new Shape.Box(middle - plate / 2, y - 7, plate, 14, 3, plain, false, ""));
        }
        Colour ink = fill.pattern() == Pattern.PLAIN ? fill.colour().textColour() : Colour.INK;
        scene.label(middle, y + 4, word, WORD.in(ink).at(Type.Anchor.MIDDLE));
    }

    /** The longest of three wordings that has room. */
    private static String fitting(Segment segment, double room) {
        String word = Look.word(segment.state());
        String length = Times.say(segment.length());
        for (String text : List.of(word + " " + length, word)) {
            if (WORD.width(text) <= room) {
                return text;
            }
        }
        return "";
    }

    private void drawEnd(Scene scene, Row row, double y) {
        boolean notable = row.outcome() != Outcome.SUCCEEDED;
        if (notable) {
            Look.mark(scene, row.outcome(), axis.x(row.end().toNanos()), y, 13);
        }
        double x = Scene.WIDTH - ENDS;
        String length = Times.say(row.length());
        scene.label(x + 46, y + 4.5, length, Type.BODY.at(Type.Anchor.END).sized(12));
        Look.mark(scene, row.outcome(), x + 58, y, 10);
        var type = Type.SMALL.sized(11.5);
        scene.label(
                x + 68,
                y + 4.5,
                row.outcome().words(),
                notable ? type.in(Colour.INK).strong() : type);
    }
}
