package asynclab.lessons;

import asynclab.Picture;
import asynclab.Showable;
import asynclab.exercise.Exercise;
import asynclab.exercise.Standings;
import asynclab.exercise.Standings.Standing;
import asynclab.exercise.Verdict;
import asynclab.internal.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far a learner has come: a line for each exercise of each lesson.
 *
 * @param lines what to show, lesson by lesson
 */
record ProgressCard(List<Line> lines) implements Showable {
    /** One exercise and how it stands. */
    record Line(String name, String title, Standing standing) {
        String words() {
            int checks = standing.checks();
            var verdict = standing.best().words().toLowerCase(Locale.ROOT);
            return checks == 0 ? verdict : verdict + ", " + Texts.counted(checks, "check", "checks");
        }

        String sign() {
            return standing.best() == Verdict.PASSED ? "✓" : standing.checks() == 0 ? "·" : "✗";
        }
    }

    static ProgressCard of(Standings standings) {
        var all = standings.all();
        var lines = new ArrayList<Line>();
        for (var lesson : Lessons.all()) {
            lesson.exercises().forEach(exercise -> lines.add(line(exercise, all)));
        }
        return new ProgressCard(lines);
    }

    private static Line line(Exercise<?> exercise, Map<String, Standing> all) {
        var standing = all.getOrDefault(exercise.name(), Standing.NONE);
        return new Line(exercise.name(), exercise.assignment().title(), standing);
    }

    @Override
    public Picture picture() {
        return Picture.of(text()).withHtml(html());
    }

    private String sentence() {
        long passed = lines.stream()
                .filter(line -> line.standing().best() == Verdict.PASSED)
                .count();
        return "%d of %s passed.".formatted(passed, Texts.counted(lines.size(), "exercise", "exercises"));
    }

    private String text() {
        var text = new StringBuilder(sentence());
        lines.forEach(line -> text.append(String.format(
                Locale.ROOT, "%n%s %-6s %-45s %s", line.sign(), line.name(), line.title(), line.words())));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private String html() {
        var html = new StringBuilder("<p>" + sentence() + "</p><table><thead><tr>");
        for (var head : List.of("", "exercise", "title", "so far")) {
            html.append("<th scope=\"col\" style=\"text-align:left\">")
                    .append(head)
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (var line : lines) {
            html.append("<tr>");
            for (var cell : List.of(line.sign(), line.name(), line.title(), line.words())) {
                html.append("<td style=\"text-align:left\">")
                        .append(Texts.escaped(cell))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }
}
