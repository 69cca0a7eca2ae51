package asynclab.exercise;

import asynclab.Picture;
import asynclab.Timeline;
import asynclab.internal.Screen;
import asynclab.internal.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An exercise as the learner meets it: {@code lab.q2.check(...)}, {@code hint()}, {@code solution()}, {@code timeline()}.
 *
 * <p>Made by its lesson. To be used by one thread at a time, as the cells of a notebook do.
 *
 * @param <A> the shape of an answer
 */
public final class Exercise<A> {
    /** Failed checks after which the solution is shown without asking twice. */
    private static final int ENOUGH = 2;

    private final String lesson;
    private final Assignment<A> assignment;
    private final Standings standings;

    // The learner's thread alone.
    private int hintsShown;
    private @Nullable Report last;

    /** @param lesson two digits */
    public Exercise(String lesson, Assignment<A> assignment, Standings standings) {
        this.lesson = lesson;
        this.assignment = assignment;
        this.standings = standings;
    }

    /**
     * Runs your answer, watches how it works, and shows a card with what was seen. Never throws. Returns nothing.
     *
     * <p>Interrupted meanwhile, it stops the answer, says so, and leaves the interrupt set.
     */
    public void check(A answer) {
        show(examined(answer));
    }

    /**
     * Like {@link #check}, but throws unless the verdict is passed: for tests and for graded cells.
     *
     * @throws CheckFailed with the verdict and its sentence, without a stack trace
     */
    public void require(A answer) {
        var report = examined(answer);
        show(report);
        if (report.verdict() != Verdict.PASSED) {
            throw new CheckFailed(name() + ": " + report.verdict().words() + ". " + report.sentence());
        }
    }

    /**
     * Like {@link #check}, and gives what the answer is worth: all points if it passed, else those of the properties that
     * are not broken. What a busy machine could not tell is not held against it.
     */
    public double points(A answer) {
        var report = examined(answer);
        show(report);
        return Math.round(report.share() * assignment.points() * 100) / 100.0;
    }

    /** Shows one hint more with each call, from the first again after the last. */
    public void hint() {
        var hints = assignment.hints();
        if (hints.isEmpty()) {
            say("There is no hint for " + assignment.id() + ".");
            return;
        }
        int number = hintsShown++ % hints.size();
        say("Hint %d of %d: %s".formatted(number + 1, hints.size(), hints.get(number)));
    }

    /** Shows the solution, once two checks have failed or one has passed. Before that it says how to see it anyway. */
    public void solution() {
        var standing = standings.of(name());
        boolean earned = standing.failed() >= ENOUGH || standing.best() == Verdict.PASSED;
        if (!earned) {
            say(
                    "The solution is shown after two checks that did not pass; there %s. Try first. `lab.%s.solution(true)` shows it now."
                            .formatted(
                                    standing.failed() == 1 ? "was 1" : "were " + standing.failed(), assignment.id()));
            return;
        }
        solution(true);
    }

    /** Shows the solution; {@code now} says that you mean it. */
    public void solution(boolean now) {
        if (!now) {
            solution();
            return;
        }
        var source = answer("Solution").orElse("// There is no solution for " + assignment.id() + ".");
        var picture = Picture.of(source).withHtml("<pre>" + Texts.escaped(source) + "</pre>");
        Screen.current().show(picture);
    }

    /** Draws the last run. */
    public void timeline() {
        var report = last;
        if (report == null || report.timeline().isEmpty()) {
            say("There is no run to draw yet: run the cell with `lab." + assignment.id() + ".check(...)` first.");
            return;
        }
        Screen.current().show(report.timeline().map(Timeline::picture).orElseThrow());
    }

    /** Forgets everything about this exercise: the last run, the hints shown, what is kept of your checks. */
    public void reset() {
        last = null;
        hintsShown = 0;
        say(standings.forget(name()).orElse(assignment.id() + " is as new."));
    }

    /** Its title and how it stands: {@code q2 · Breakfast in half the time · passed}. */
    @Override
    public String toString() {
        var standing = standings.of(name());
        return "%s · %s · %s"
                .formatted(
                        assignment.id(),
                        assignment.title(),
                        standing.best().words().toLowerCase(Locale.ROOT));
    }

    /** Its name among all lessons: {@code 01.q2}. */
    public String name() {
        return lesson + "." + assignment.id();
    }

    /** What its author declared. */
    public Assignment<A> assignment() {
        return assignment;
    }

    /** The source of an answer that comes with the course, by its file's name. Mutants come with the tests only. */
    public Optional<String> answer(String file) {
        var path = "/asynclab/answers/lesson%s/%s/%s.java".formatted(lesson, assignment.id(), file);
        try (var source = Exercise.class.getResourceAsStream(path)) {
            return source == null
                    ? Optional.empty()
                    : Optional.of(new String(source.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Judges without showing or keeping anything, for the proofs. */
    Report examine(A answer) {
        return new Checker<>(assignment, answer).check();
    }

    private Report examined(A answer) {
        Report report;
        try {
            report = examine(answer);
        } catch (RuntimeException | Error e) {
            // Ours, not the learner's: say so, rather than throw in the middle of their notebook.
            report = new Report(
                    Verdict.INCONCLUSIVE, "The check itself failed: " + e, List.of(), "", Optional.empty(), List.of());
        }
        last = report;
        return report;
    }

    private void show(Report report) {
        var next = new ArrayList<String>();
        if (report.verdict() != Verdict.NOT_ATTEMPTED) {
            standings.keep(name(), report.verdict()).ifPresent(next::add);
        }
        switch (report.verdict()) {
            case NOT_YET, ERROR, TIMED_OUT -> next.add(help());
            case INCONCLUSIVE -> next.add("Run this cell again when the machine is less busy.");
            case PASSED, NOT_ATTEMPTED -> {}
        }
        Screen.current().show(new Card(assignment.id(), assignment.title(), report, next).picture());
    }

    private String help() {
        var id = assignment.id();
        boolean hints = !assignment.hints().isEmpty();
        if (standings.of(name()).failed() >= ENOUGH) {
            return (hints ? "`lab.%s.hint()` helps, and ".formatted(id) : "")
                    + "the solution is there: `lab.%s.solution()`".formatted(id);
        }
        return hints ? "A hint is there: `lab.%s.hint()`".formatted(id) : "";
    }

    private static void say(String line) {
        System.out.println(line.replace("`", ""));
    }
}
