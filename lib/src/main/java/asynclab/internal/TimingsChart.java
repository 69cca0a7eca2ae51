package asynclab.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the times of each name spread: a row a name, its times as bars along one axis, marks where the median, the 90th and
 * the 99th percentile are. The axis starts at 0 unless the longest time is more than 100 times the shortest; then each
 * step of it is about a tenfold.
 */
final class TimingsChart {
    private static final int MOST_ROWS = 12;
    private static final int BINS = 90;
    private static final double TOP = 62;
    private static final double ROW = 74;
    private static final double BARS = 40;
    private static final double LEFT = 180;
    private static final double RIGHT = Scene.WIDTH - 28;
    private static final Fill SUCCEEDED = Fill.plain(Colour.SKY);
    private static final Fill FAILED = new Fill(Colour.VERMILLION, Pattern.RISING);

    /** Where the axis of a wide spread has its marks: a tenfold each, in the units people count time in. */
    private static final NavigableMap<Long, String> MARKS = marks();

    private final List<Distribution> shown;
    private final long least;
    private final long most;
    private final boolean tenfold;
    private final Scene scene;

    private TimingsChart(String title, List<Distribution> times) {
        shown = times.stream()
                .sorted(Comparator.comparing(Distribution::total).reversed())
                .limit(MOST_ROWS)
                .toList();
        // From 1 ns, as there is no tenfold of 0.
        long shortest = Math.max(
                1, shown.stream().mapToLong(t -> t.min().toNanos()).min().orElse(1));
        long longest = Math.max(
                1, shown.stream().mapToLong(t -> t.max().toNanos()).max().orElse(1));
        tenfold = longest / shortest > 100;
        least = tenfold ? markBelow(shortest) : 0;
        most = tenfold ? longest : Math.max(1_000, longest + longest / 20); // the axis has no marks below 1 µs
        scene = Scene.card(
                Scene.WIDTH, TOP + ROW * shown.size() + (times.size() > MOST_ROWS ? 58 : 38), title, words(times));
        draw(times.size() - shown.size());
    }

    static Scene of(String title, List<Distribution> times) {
        return new TimingsChart(title, times).scene;
    }

    private void draw(int hidden) {
        drawLegend();
        double bottom = TOP + ROW * shown.size();
        drawAxis(bottom);
        for (int i = 0; i < shown.size(); i++) {
            drawRow(shown.get(i), TOP + ROW * i);
        }
        if (hidden > 0) {
            scene.label(
                    20,
                    bottom + 44,
                    "and " + Texts.counted(hidden, "more name", "more names") + " in less time",
                    Type.SMALL);
        }
    }

    private void drawLegend() {
        scene.box(20, 41, 14, 10, SUCCEEDED).label(39, 50, "succeeded", Type.SMALL);
        double x = 110;
        if (shown.stream().anyMatch(times -> times.failures() > 0)) {
            scene.box(x, 41, 14, 10, FAILED).label(x + 19, 50, "failed", Type.SMALL);
            x += 68;
        }
        scene.label(x, 50, "p50: half took at most this long; p90: 90 %; p99: 99 %", Type.SMALL);
    }

    private void drawAxis(double bottom) {
        if (!tenfold) {
            new Axis(LEFT, RIGHT - LEFT, most).draw(scene, TOP, bottom);
            return;
        }
        double free = LEFT - 40;
        for (var mark : MARKS.entrySet()) {
            if (mark.getKey() < least || mark.getKey() > most) {
                continue;
            }
            double x = x(mark.getKey());
            scene.line(x, TOP, x, bottom, Colour.GRID);
            double half = Type.SMALL.width(mark.getValue()) / 2;
            if (x - half > free) {
                scene.label(x, bottom + 15, mark.getValue(), Type.SMALL.at(Type.Anchor.MIDDLE));
                free = x + half + 4;
            }
        }
        scene.line(LEFT, bottom, RIGHT, bottom, Colour.GREY);
    }

    private void drawRow(Distribution times, double top) {
        double base = top + 20 + BARS;
        scene.label(20, top + 36, Type.BODY.strong().fitted(times.name(), LEFT - 44), Type.BODY.strong());
        var failures = times.failures() == 0 ? "" : ", " + Texts.grouped(times.failures()) + " failed";
        scene.label(20, top + 52, Texts.grouped(times.count()) + " timed" + failures, Type.SMALL);
        drawBars(times, base);
        scene.line(LEFT, base, RIGHT, base, Colour.GREY);
        var labels = new StringBuilder();
        for (int percent : new int[] {50, 90, 99}) {
            var time = times.percentile(percent);
            double x = x(time.toNanos());
            scene.line(x, top + 15, x, base, Colour.INK);
            labels.append("p")
                    .append(percent)
                    .append(' ')
                    .append(Texts.span(time))
                    .append(percent == 99 ? "" : " · ");
        }
        // One line for the three, above the first mark or as near as the edge lets it: apart, they would overlap.
        var text = labels.toString();
        double start = Math.min(x(times.percentile(50).toNanos()) - 2, RIGHT + 8 - Type.SMALL.width(text));
        scene.label(start, top + 11, text, Type.SMALL.in(Colour.INK));
    }

    private void drawBars(Distribution times, double base) {
        long[] good = counts(times, true);
        long[] bad = counts(times, false);
        long highest = 1;
        for (int i = 0; i < BINS; i++) {
            highest = Math.max(highest, good[i] + bad[i]);
        }
        double width = (RIGHT - LEFT) / BINS;
        for (int i = 0; i < BINS; i++) {
            double goodHeight = height(good[i], highest);
            double badHeight = height(bad[i], highest);
            double x = LEFT + i * width;
            if (good[i] > 0) {
                bar(x, base - goodHeight, width, goodHeight, SUCCEEDED);
            }
            if (bad[i] > 0) {
                bar(x, base - goodHeight - badHeight, width, badHeight, FAILED);
            }
        }
    }

    /** Edged: sky blue alone stands out too little from paper. */
    private void bar(double x, double y, double width, double height, Fill fill) {
        scene.add(new Shape.Box(x, y, width, height, 0, fill, true, ""));
    }

    /** A single time among thousands is still to be seen: no bar is lower than 2. */
    private static double height(long count, long highest) {
        return count == 0 ? 0 : Math.max(2, BARS * count / highest);
    }

    private long[] counts(Distribution times, boolean success) {
        long[] counts = new long[BINS];
        times.forEach(success, (time, count) -> {
            double part = (x(time.toNanos()) - LEFT) / (RIGHT - LEFT);
            counts[Math.clamp((int) (part * BINS), 0, BINS - 1)] += count;
        });
        return counts;
    }

    private double x(long nanos) {
        double part = tenfold
                ? Math.log10(Math.max(1, nanos) / (double) least) / Math.log10(most / (double) least)
                : nanos / (double) most;
        return LEFT + (RIGHT - LEFT) * Math.clamp(part, 0, 1);
    }

    private String words(List<Distribution> times) {
        var all = new ArrayList<String>();
        for (var one : shown) {
            all.add(one.name() + ": " + Texts.grouped(one.count()) + " timed, "
                    + (one.failures() > 0 ? Texts.grouped(one.failures()) + " failed, " : "")
                    + "half within " + Texts.span(one.percentile(50)) + ", 99 % within "
                    + Texts.span(one.percentile(99))
                    + ", the longest " + Texts.span(one.max()));
        }
        int hidden = times.size() - shown.size();
        return all.stream().collect(Collectors.joining(". ")) + "."
                + (hidden == 0 ? "" : " And " + Texts.counted(hidden, "more name", "more names") + ".");
    }

    /** The greatest mark that is not above {@code nanos}. */
    private static long markBelow(long nanos) {
        return Objects.requireNonNull(MARKS.floorKey(nanos), "no mark at or below 1 ns");
    }

    private static NavigableMap<Long, String> marks() {
        var marks = new TreeMap<Long, String>();
        for (var unit : List.of(Map.entry("ns", 1L), Map.entry("µs", 1_000L), Map.entry("ms", 1_000_000L))) {
            for (long n = 1; n <= 100; n *= 10) {
                marks.put(n * unit.getValue(), n + " " + unit.getKey());
            }
        }
        marks.put(Duration.ofSeconds(1).toNanos(), "1 s");
        marks.put(Duration.ofSeconds(10).toNanos(), "10 s");
        marks.put(Duration.ofMinutes(1).toNanos(), "1 min");
        marks.put(Duration.ofMinutes(10).toNanos(), "10 min");
        marks.put(Duration.ofHours(1).toNanos(), "1 h");
        marks.put(Duration.ofHours(10).toNanos(), "10 h");
        marks.put(Duration.ofDays(10).toNanos(), "10 d");
        marks.put(Duration.ofDays(100).toNanos(), "100 d");
        return marks;
    }
}
