package asynclab.internal;

import asynclab.Picture;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Bars as SVG, PNG where Java has fonts, and text. */
public final class BarsPicture {
    private static final int MOST = 40;
    private static final double TOP = 46;
    private static final double ROW = 22;
    private static final double WIDEST_NAME = 300;
    private static final double NUMBER = 70; // room for a bar's number, to its right
    private static final int TEXT_COLUMNS = 50;

    private BarsPicture() {}

    /** All forms; text alone if there are no bars. */
    public static Picture of(String title, Map<String, Double> values) {
        if (values.isEmpty()) {
            return Picture.of(sentence(title, values));
        }
        var bars = values.entrySet().stream().limit(MOST).toList();
        var picture = Picture.of(title(title, values) + "\n" + text(bars));
        var scene = scene(title, values, bars);
        return Png.of(scene).map(picture::withPng).orElse(picture).withSvg(Svg.of(scene));
    }

    /** What the picture shows: {@code pages by depth: 6 bars, the longest is 3 with 812.} */
    public static String sentence(String title, Map<String, Double> values) {
        return values.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(most -> "%s: %s, the longest is %s with %s."
                        .formatted(
                                title,
                                Texts.counted(values.size(), "bar", "bars"),
                                most.getKey(),
                                number(most.getValue())))
                .orElse(title + ": no bars.");
    }

    private static String title(String title, Map<String, Double> values) {
        return values.size() <= MOST ? title : "%s (the first %d of %d)".formatted(title, MOST, values.size());
    }

    private static Scene scene(String title, Map<String, Double> values, List<Map.Entry<String, Double>> bars) {
        var scene =
                Scene.card(Scene.WIDTH, TOP + bars.size() * ROW + 14, title(title, values), sentence(title, values));
        double left = 34
                + bars.stream()
                        .mapToDouble(bar -> Math.min(WIDEST_NAME, Type.BODY.width(bar.getKey())))
                        .max()
                        .orElse(0);
        double room = Scene.WIDTH - left - NUMBER;
        double most = most(bars);
        for (int i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            double y = TOP + i * ROW;
            double length =
                    bar.getValue() == 0 ? 0 : Math.max(1, room * bar.getValue() / most); // what is there is seen
            scene.label(left - 10, y + 14, Type.BODY.fitted(bar.getKey(), WIDEST_NAME), Type.BODY.at(Type.Anchor.END));
            if (length > 0) {
                scene.box(left, y + 2, length, ROW - 6, Fill.plain(Colour.BLUE));
            }
            scene.label(left + length + 7, y + 14, number(bar.getValue()), Type.SMALL);
        }
        return scene;
    }

    private static String text(List<Map.Entry<String, Double>> bars) {
        int widest = bars.stream().mapToInt(bar -> bar.getKey().length()).max().orElse(0);
        double most = most(bars);
        return bars.stream()
                .map(bar -> bar.getKey()
                        + " ".repeat(widest - bar.getKey().length())
                        + " |"
                        + "█".repeat((int) Math.round(TEXT_COLUMNS * bar.getValue() / most))
                        + " "
                        + number(bar.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static double most(List<Map.Entry<String, Double>> bars) {
        return bars.stream()
                .mapToDouble(Map.Entry::getValue)
                .filter(value -> value > 0)
                .max()
                .orElse(1);
    }

    /** Whole numbers as they are, others with three figures. */
    private static String number(double value) {
        return value == Math.rint(value) ? Texts.grouped((long) value) : Texts.figures(value);
    }
}
