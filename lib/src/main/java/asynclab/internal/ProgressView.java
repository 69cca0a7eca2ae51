package asynclab.internal;

import asynclab.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a progress at one moment, and how they look. A total that is not known is null; a view that is closed
 * says that the work is over, finished or not.
 */
public record ProgressView(
        String name, @Nullable Long total, long done, Map<String, Long> counts, Duration elapsed, boolean closed) {
    private static final int BAR = 24; // characters of the text form
    private static final int WIDTH = 480; // of the SVG
    private static final String BLUE = "#0072B2"; // Okabe and Ito's, told apart from grey by every eye

    public ProgressView {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /** As HTML with a native progress bar, as SVG, and as a line of text. */
    public Picture picture() {
        return Picture.of(text()).withHtml(html()).withSvg(svg());
    }

    /** {@code pages 40 % [##########..............] 40 of 100 · 31.2 a second · 1.28 s so far · about 1.92 s left}. */
    private String text() {
        return heading() + (total == null ? "" : " " + bar()) + " · " + String.join(" · ", facts());
    }

    private String bar() {
        int full = (int) Math.floor(share() * BAR);
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
    }

    private String html() {
        var html = new StringBuilder("<div><div><strong>")
                .append(Texts.escaped(heading()))
                .append("</strong></div>");
        if (total != null) {
            // The native element: a screen reader knows it, and it survives where styles and roles are taken out.
            html.append(String.format(
                    Locale.ROOT,
                    "<progress max=\"1\" value=\"%.4f\" aria-label=\"%s\" title=\"%s\" style=\"%s\"></progress>",
                    share(),
                    Texts.escaped(name),
                    Texts.escaped(heading()),
                    "width:100%;max-width:480px;height:1.2em;accent-color:" + BLUE));
        }
        html.append("<div>").append(Texts.escaped(String.join(" · ", facts()))).append("</div></div>");
        return html.toString();
    }

    private String svg() {
        int height = total == null ? 48 : 66;
        var svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" font-family=\"sans-serif\" font-size=\"13\"><title>" + Texts.escaped(text())
                + "</title><rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        svg.append("<text x=\"8\" y=\"19\" font-weight=\"bold\">" + Texts.escaped(heading()) + "</text>");
        if (total != null) {
            double full = share() * (WIDTH - 16);
            svg.append("<rect x=\"8\" y=\"27\" width=\"" + (WIDTH - 16) + "\" height=\"12\" fill=\"#e6e6e6\"/>");
            svg.append(String.format(
                    Locale.ROOT, "<rect x=\"8\" y=\"27\" width=\"%.1f\" height=\"12\" fill=\"%s\"/>", full, BLUE));
        }
        svg.append(
                "<text x=\"8\" y=\"" + (height - 10) + "\">" + Texts.escaped(String.join(" · ", facts())) + "</text>");
        return svg.append("</svg>").toString();
    }

    /** The name, how far it is, and in words what a colour alone must not say: that it stopped early. */
    private String heading() {
        var label = name.strip().replaceAll("\\R", " ");
        if (total == null) {
            return label + (closed ? ", ended" : ", running");
        }
        var stopped = closed && done < total ? ", stopped at " : closed ? ", done, " : ", ";
        return label + stopped + percent() + " %";
    }

    /** Rounded down: 100 is said when nothing is left, and not before. */
    private long percent() {
        return (long) Math.floor(share() * 100);
    }

    private double share() {
        return total == null ? 0 : total == 0 ? 1 : Math.min(1, (double) done / total);
    }

    private List<String> facts() {
        var facts = new ArrayList<String>();
        facts.add(total == null ? Texts.grouped(done) : Texts.grouped(done) + " of " + Texts.grouped(total));
        double seconds = elapsed.toNanos() / 1e9;
        if (done > 0 && seconds > 0) {
            facts.add(Texts.figures(done / seconds) + " a second");
        }
        facts.add(Texts.span(elapsed) + (closed ? " in all" : " so far"));
        if (!closed && total != null && done > 0 && done < total) {
            facts.add("about " + Texts.span(left()) + " left");
        }
        counts.forEach((counter, count) -> facts.add(Texts.grouped(count) + " " + counter));
        return facts;
    }

    /** If the rest goes at the pace of all that is done. */
    private Duration left() {
        double nanos = (double) elapsed.toNanos() / done * (total == null ? 0 : total - done);
        return Duration.ofNanos((long) Math.min(nanos, Long.MAX_VALUE));
    }
}
