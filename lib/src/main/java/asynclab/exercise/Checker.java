package asynclab.exercise;

import asynclab.Timeline;
import asynclab.exercise.Finding.Ruling;
import asynclab.internal.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One check of one answer: runs the trials, lets the evidence judge, measures again what it could not tell. */
final class Checker<A> {
    /** Implied by every exercise: what a mutant breaks that never ends. */
    static final String ENDS = "endsInTime";

    /** Implied by every exercise: what a mutant breaks that throws. */
    static final String THROWS = "throwsNothing";

    private static final int MOST_RUNS = 3;

    /** A first run loads classes and is interpreted; a time it takes too long by so little is measured again. */
    private static final Duration COLD = Duration.ofMillis(50);

    /** Threads that wait so long for nothing have a machine that does other things. */
    private static final Duration BUSY = Duration.ofMillis(20);

    private final Assignment<A> assignment;
    private final A answer;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();
    private @Nullable Timeline shown;
    private @Nullable Report early;
    private Duration noise = Duration.ZERO; // of the last run

    Checker(Assignment<A> assignment, A answer) {
        this.assignment = assignment;
        this.answer = answer;
    }

    Report check() {
        for (var trial : assignment.trials()) {
            settle(trial);
            if (early != null) {
                return early;
            }
        }
        return Report.of(findings, output.toString(), Optional.ofNullable(shown), notes);
    }

    /**
     * Runs a trial until its evidence can tell, three times at most. The last run counts, as a whole. On a busy machine a
     * run that was only too slow is none that can tell: other work makes times longer, never shorter.
     */
    private void settle(Trial<A> trial) {
        List<Finding> judged = List.of();
        for (int i = 0; i < MOST_RUNS && early == null; i++) {
            judged = once(trial, i == 0);
            if (canTell(judged, noise)) {
                break;
            }
        }
        boolean several = assignment.trials().size() > 1;
        judged.forEach(one -> findings.add(several ? in(trial, one) : one));
    }

    /** Whether a run with this noise settles what its evidence says. */
    static boolean canTell(List<Finding> judged, Duration noise) {
        var broken = judged.stream().filter(one -> one.is(Ruling.BROKEN)).toList();
        boolean onlySlow = !broken.isEmpty() && broken.stream().allMatch(Finding::timed);
        return judged.stream().noneMatch(one -> one.is(Ruling.UNCLEAR)) && !(onlySlow && noise.compareTo(BUSY) >= 0);
    }

    private static Finding in(Trial<?> trial, Finding one) {
        return new Finding(one.property(), one.ruling(), capital(trial.name()) + ": " + one.words(), one.timed());
    }

    private List<Finding> once(Trial<A> trial, boolean first) {
        try (var capture = Capture.open();
                var listener = Noise.listening()) {
            var stage = new Stage();
            var watched = Watched.run(
                    () -> stage.answered(() -> trial.body().run(answer, stage)),
                    assignment.limit(),
                    listener::sum,
                    capture);
            stage.freeze();
            keep(capture);
            if (watched.end() != Watched.End.RETURNED) {
                early = ended(trial, watched);
                return List.of();
            }
            var baselines = baselines();
            noise = listener.longest();
            var run = new Run(
                    watched.result(),
                    watched.wall(),
                    baselines,
                    first ? noise.plus(COLD) : noise,
                    watched.timeline(),
                    stage,
                    watched.left());
            var judged = trial.evidence().stream().map(one -> one.judge(run)).toList();
            show(watched.timeline());
            return judged;
        }
    }

    /** The picture of the first trial in which something is wrong; of the last if nothing is. */
    private void show(Timeline timeline) {
        boolean wrongBefore = findings.stream().anyMatch(one -> one.is(Ruling.BROKEN));
        if (!wrongBefore || shown == null) {
            shown = timeline;
        }
    }

    private Map<String, Duration> baselines() {
        var times = new LinkedHashMap<String, Duration>();
        for (var baseline : assignment.baselines()) {
            long start = System.nanoTime();
            try {
                baseline.work().run(new Stage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                early = stopped("");
                return times;
            } catch (Exception e) {
                throw new IllegalStateException("the baseline \"" + baseline.name() + "\" failed", e);
            }
            times.put(baseline.name(), Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }

    private void keep(Capture capture) {
        output.setLength(0); // of the last run: of three it would stand there three times
        output.append(capture.text());
        if (capture.askedForInput()) {
            notes.add("It waited for input. Nobody types into a check, so it got the end of the input.");
        }
    }

    private Report ended(Trial<A> trial, Watched watched) {
        var timeline = Optional.of(watched.timeline());
        var failure = watched.failure();
        return switch (watched.end()) {
            case THREW -> {
                var thrown = failure.orElseThrow();
                boolean todo = Blame.isTodo(thrown);
                var sentence = todo
                        ? "Put your answer in place of throw todo(), run that cell, then this one."
                        : where(trial) + Blame.sentence(thrown);
                var finding = Finding.broken(THROWS, sentence);
                yield todo
                        ? new Report(Verdict.NOT_ATTEMPTED, sentence, List.of(), "", Optional.empty(), List.of())
                        : new Report(Verdict.ERROR, sentence, List.of(finding), output.toString(), timeline, notes);
            }
            case OUT_OF_TIME -> {
                var sentence = where(trial)
                        + "It had not ended after %s. Alive then: %s."
                                .formatted(after(watched.wall()), Survivor.some(watched.stuck()));
                if (!watched.left().isEmpty()) {
                    notes.add(unstoppable(watched.left()));
                }
                var finding = Finding.broken(ENDS, sentence);
                yield new Report(Verdict.TIMED_OUT, sentence, List.of(finding), output.toString(), timeline, notes);
            }
            case STOPPED -> stopped(output.toString());
            case RETURNED -> throw new IllegalStateException("it returned");
        };
    }

    private String after(Duration wall) {
        var limit = Texts.span(assignment.limit());
        boolean longer = wall.compareTo(assignment.limit().multipliedBy(5).dividedBy(4)) > 0;
        return longer
                ? limit + ", and " + Texts.span(wall.minus(assignment.limit())) + " more for a busy machine"
                : limit;
    }

    private static Report stopped(String output) {
        var sentence = "The check was interrupted before it could tell.";
        return new Report(Verdict.INCONCLUSIVE, sentence, List.of(), output, Optional.empty(), List.of());
    }

    private static String unstoppable(List<Survivor> left) {
        return "Asked to stop by an interrupt, %s did not: %s. %s until the kernel is restarted."
                .formatted(
                        left.size() == 1 ? "one task" : left.size() + " tasks",
                        Survivor.some(left),
                        left.size() == 1 ? "It goes on" : "They go on");
    }

    private String where(Trial<A> trial) {
        return assignment.trials().size() > 1 ? capital(trial.name()) + ": " : "";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
