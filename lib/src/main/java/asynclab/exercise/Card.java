package asynclab.exercise;

import asynclab.Picture;
import asynclab.Timeline;
import asynclab.internal.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A report as a learner reads it: one sentence first, with the numbers; then the other properties; what was printed; the
 * picture; what to do next. As HTML that needs no script, and as text. Words stand beside every sign and colour.
 *
 * @param name  of the exercise, {@code q2}
 * @param title of the exercise
 * @param next  what the learner may do now, one line each
 */
record Card(String name, String title, Report report, List<String> next) {
    /** Characters of the picture as Base64. A larger one is left to {@code timeline()}, rather than in the notebook's file. */
    private static final int MOST_PICTURE = 200_000;

    private static final int LINES = 40;

    Card {
        next = List.copyOf(next);
    }

    Picture picture() {
        return Picture.of(text()).withHtml(html());
    }

    /** {@code Not yet (2 of 4).} The count only where there is one. */
    private String verdict() {
        var words = report.verdict().words();
        return switch (report.verdict()) {
            case PASSED, NOT_YET, INCONCLUSIVE ->
                report.findings().isEmpty()
                        ? words + "."
                        : "%s (%d of %d)."
                                .formatted(
                                        words, report.held(), report.findings().size());
            case ERROR, NOT_ATTEMPTED, TIMED_OUT -> words + ".";
        };
    }

    /** All but the one that the sentence already says. */
    private List<Finding> others() {
        return report.findings().stream()
                .filter(one -> !one.words().equals(report.sentence()))
                .toList();
    }

    private String text() {
        var lines = new ArrayList<String>();
        lines.add("%s · %s".formatted(name, title));
        lines.add(verdict() + " " + report.sentence());
        others().forEach(one ->
                lines.add("  %s %-11s %s".formatted(sign(one), one.ruling().words(), one.words())));
        lines.addAll(report.notes());
        if (!report.output().isBlank()) {
            lines.add("What it printed:");
            printed().forEach(line -> lines.add("  | " + line));
        }
        drawn().ifPresent(timeline -> lines.add("\n" + timeline));
        lines.addAll(next);
        return String.join("\n", lines);
    }

    private String html() {
        var html = new StringBuilder();
        html.append("<section aria-label=\"%s, %s: %s\" style=\"border-left:6px solid %s;padding:2px 0 2px 14px\">"
                .formatted(name, Texts.escaped(title), report.verdict().words(), colour()));
        html.append("<div style=\"opacity:.75\">%s · %s</div>".formatted(name, Texts.escaped(title)));
        html.append("<p style=\"margin:4px 0\"><strong>%s</strong> %s</p>"
                .formatted(verdict(), emphasised(report.sentence())));
        if (!others().isEmpty()) {
            html.append("<ul style=\"list-style:none;padding-left:0;margin:6px 0\">");
            others().forEach(one -> html.append("<li>%s <em>%s</em> · %s</li>"
                    .formatted(sign(one), one.ruling().words(), Texts.escaped(one.words()))));
            html.append("</ul>");
        }
        report.notes().forEach(note -> html.append("<p style=\"margin:4px 0\">%s</p>".formatted(Texts.escaped(note))));
        if (!report.output().isBlank()) {
            html.append("<details><summary>What it printed</summary><pre>%s</pre></details>"
                    .formatted(Texts.escaped(String.join("\n", printed()))));
        }
        drawn().flatMap(Card::image).ifPresent(html::append);
        next.forEach(line -> html.append("<p style=\"margin:4px 0\">%s</p>".formatted(code(line))));
        return html.append("</section>").toString();
    }

    /** The sentence is the one thing to read if nothing else is: bold when it says what is wrong. */
    private String emphasised(String sentence) {
        var safe = Texts.escaped(sentence);
        return report.verdict() == Verdict.NOT_YET ? "<strong>" + safe + "</strong>" : safe;
    }

    private List<String> printed() {
        var lines = report.output().lines().toList();
        if (lines.size() <= LINES) {
            return lines;
        }
        var some = new ArrayList<>(lines.subList(0, LINES));
        some.add("… and " + Texts.counted(lines.size() - LINES, "more line", "more lines"));
        return some;
    }

    /** A timeline that has something to show. */
    private Optional<Timeline> drawn() {
        return report.timeline().filter(timeline -> timeline.total().isPositive());
    }

    private static Optional<String> image(Timeline timeline) {
        var svg = Base64.getEncoder().encodeToString(timeline.toSvg().getBytes(StandardCharsets.UTF_8));
        return svg.length() > MOST_PICTURE
                ? Optional.empty()
                : Optional.of("<img style=\"max-width:100%%\" alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">"
                        .formatted(Texts.escaped(timeline.toString()), svg));
    }

    private static String sign(Finding finding) {
        return switch (finding.ruling()) {
            case HELD -> "✓";
            case BROKEN -> "✗";
            case UNCLEAR -> "?";
        };
    }

    /** Of the palette for colour-blind people (Okabe and Ito); the verdict stands in words beside it. */
    private String colour() {
        return switch (report.verdict()) {
            case PASSED -> "#009E73";
            case NOT_YET, ERROR, TIMED_OUT -> "#D55E00";
            case NOT_ATTEMPTED, INCONCLUSIVE -> "#999999";
        };
    }

    /** What is in backquotes, as code. */
    private static String code(String line) {
        return Texts.escaped(line).replaceAll("`([^`]*)`", "<code>$1</code>");
    }
}
