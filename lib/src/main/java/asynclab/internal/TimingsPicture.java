package asynclab.internal;

import asynclab.Picture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Timings as a table, in text and HTML, and as a picture of how they spread. */
public final class TimingsPicture {
    private static final int MOST_ROWS = 40;
    private static final List<String> HEADER =
            List.of("name", "count", "failed", "min", "mean", "p50", "p90", "p99", "max", "total");

    private TimingsPicture() {}

    /** All forms; text alone if nothing has been timed. */
    public static Picture of(String title, List<Distribution> times) {
        var picture = Picture.of(text(title, times));
        if (times.isEmpty()) {
            return picture;
        }
        var scene = TimingsChart.of(title, times);
        var svg = Svg.of(scene);
        // The table's HTML holds the picture too, as a front end shows one form only, and HTML before SVG. As an image
        // and not inline: an untrusted notebook is cleaned of SVG and keeps its words, all in a heap.
        var image = "<img alt=\"" + Texts.escaped(scene.description()) + "\" src=\"data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8))
                + "\" style=\"max-width:100%\">";
        picture = picture.withSvg(svg).withHtml(html(title, times) + image);
        return Png.of(scene).map(picture::withPng).orElse(picture);
    }

    /** The table as text, its columns aligned. */
    public static String text(String title, List<Distribution> times) {
        return times.isEmpty()
                ? title + ": nothing timed yet"
                : sheet(title, times).text()
                        + more(times).map(more -> "\n" + more).orElse("");
    }

    private static String html(String title, List<Distribution> times) {
        return sheet(title, times).html()
                + more(times).map(more -> "<p>" + more + "</p>").orElse("");
    }

    private static Sheet sheet(String title, List<Distribution> times) {
        return new Sheet(title, HEADER, rows(times));
    }

    private static List<List<String>> rows(List<Distribution> times) {
        var rows = new ArrayList<List<String>>();
        times.stream().limit(MOST_ROWS).forEach(time -> rows.add(row(time)));
        if (times.size() > 1) {
            Distribution.sum("all", times).ifPresent(all -> rows.add(row(all)));
        }
        return rows;
    }

    private static List<String> row(Distribution times) {
        return List.of(
                times.name().lines().findFirst().orElse(""),
                Texts.grouped(times.count()),
                Texts.grouped(times.failures()),
                Texts.span(times.min()),
                Texts.span(times.mean()),
                Texts.span(times.percentile(50)),
                Texts.span(times.percentile(90)),
                Texts.span(times.percentile(99)),
                Texts.span(times.max()),
                Texts.span(times.total()));
    }

    private static Optional<String> more(List<Distribution> times) {
        return times.size() <= MOST_ROWS
                ? Optional.empty()
                : Optional.of("and " + Texts.counted(times.size() - MOST_ROWS, "more name", "more names"));
    }
}
