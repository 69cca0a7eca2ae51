package asynclab.internal;

import asynclab.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a number went over time, as steps: SVG, PNG where Java has fonts, and text. */
public final class GaugePicture {
    private static final double LEFT = 64;
    private static final double HEIGHT = 130;
    private static final double COLUMN = 2;
    private static final int COLUMNS = (int) ((Scene.WIDTH - LEFT - 34) / COLUMN);
    private static final int TEXT_COLUMNS = 60;
    private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";

    private GaugePicture() {}

    /** From this moment on, nanoseconds after the first, it was so much. */
    public record Point(long nanos, long value) {}

    /** All forms; text alone if nothing has happened yet. */
    public static Picture of(String name, List<Point> points) {
        if (points.isEmpty()) {
            return Picture.of(sentence(name, points));
        }
        var picture = Picture.of(sentence(name, points) + "\n" + bars(points));
        var scene = scene(name, points);
        return Png.of(scene).map(picture::withPng).orElse(picture).withSvg(Svg.of(scene));
    }

    /** What the picture shows: {@code queue: at most 5, 2.41 on average, 0 in the end, over 1.02 s.} */
    public static String sentence(String name, List<Point> points) {
        if (points.isEmpty()) {
            return name + ": nothing has happened yet.";
        }
        return "%s: at most %s, %s on average, %s in the end, over %s."
                .formatted(
                        name,
                        Texts.grouped(peak(points)),
                        Texts.figures(average(points)),
                        Texts.grouped(points.getLast().value()),
                        Texts.span(Duration.ofNanos(end(points))));
    }

    private static Scene scene(String name, List<Point> points) {
        long most = Math.max(1, peak(points));
        double top = 52;
        double bottom = top + HEIGHT;
        var scene = Scene.card(
                Scene.WIDTH, bottom + 30, name + ", at most " + Texts.grouped(peak(points)), sentence(name, points));
        var axis = new Axis(LEFT, COLUMNS * COLUMN, end(points));
        var text = Type.SMALL.at(Type.Anchor.END);
        for (long value : most == 1 ? new long[] {0, 1} : new long[] {0, most / 2, most}) {
            double y = bottom - HEIGHT * value / most;
            scene.line(LEFT, y, LEFT + COLUMNS * COLUMN, y, Colour.GRID);
            scene.label(LEFT - 8, y + 4, Texts.grouped(value), text);
        }
        axis.draw(scene, top, bottom);
        scene.area(Fill.plain(Colour.SKY.mixed(Colour.PAPER, 0.45)), outline(points, most, bottom, true));
        scene.strokes(Colour.BLUE, 1.5, outline(points, most, bottom, false));
        return scene;
    }

    /** The steps, and down to the ground at both ends if closed. */
    private static double[] outline(List<Point> points, long most, double bottom, boolean closed) {
        var heights = columns(points, COLUMNS);
        var xy = new ArrayList<Double>();
        if (closed) {
            xy.addAll(List.of(LEFT, bottom));
        }
        for (int i = 0; i < COLUMNS; i++) {
            double y = bottom - HEIGHT * heights[i] / most;
            if (i == 0 || heights[i] != heights[i - 1]) {
                double before = i == 0 ? y : bottom - HEIGHT * heights[i - 1] / most;
                xy.addAll(List.of(LEFT + i * COLUMN, before, LEFT + i * COLUMN, y));
            }
        }
        xy.addAll(List.of(LEFT + COLUMNS * COLUMN, bottom - HEIGHT * heights[COLUMNS - 1] / most));
        if (closed) {
            xy.addAll(List.of(LEFT + COLUMNS * COLUMN, bottom));
        }
        return xy.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String bars(List<Point> points) {
        long most = Math.max(1, peak(points));
        var bars = new StringBuilder("|");
        for (long height : columns(points, TEXT_COLUMNS)) {
            bars.append(HEIGHTS.charAt((int) Math.ceil(height * 8.0 / most)));
        }
        return bars.append("|").toString();
    }

    /** The highest value in each of so many equal stretches of time. */
    private static long[] columns(List<Point> points, int count) {
        double width = Math.max(1, end(points)) / (double) count;
        var heights = new long[count];
        for (int i = 0; i < points.size(); i++) {
            long until = i + 1 < points.size() ? points.get(i + 1).nanos() : end(points);
            int from = (int) Math.min(count - 1, points.get(i).nanos() / width);
            int to = (int) Math.min(count - 1, until / width);
            for (int column = from; column <= to; column++) {
                heights[column] = Math.max(heights[column], points.get(i).value());
            }
        }
        return heights;
    }

    private static double average(List<Point> points) {
        double area = 0;
        for (int i = 0; i + 1 < points.size(); i++) {
            area += (double) points.get(i).value()
                    * (points.get(i + 1).nanos() - points.get(i).nanos());
        }
        return end(points) == 0 ? points.getLast().value() : area / end(points);
    }

    private static long peak(List<Point> points) {
        return points.stream().mapToLong(Point::value).max().orElse(0);
    }

    private static long end(List<Point> points) {
        return points.getLast().nanos();
    }
}
