package asynclab.exercise;

import asynclab.Timeline;
import asynclab.exercise.Finding.Ruling;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param verdict  as a whole
 * @param sentence what matters most, with its numbers
 * @param findings one for each property that was judged
 * @param output   what the answer printed
 * @param timeline the run that was judged, or the first that failed; empty if there was none
 * @param notes    what else one should know
 */
record Report(
        Verdict verdict,
        String sentence,
        List<Finding> findings,
        String output,
        Optional<Timeline> timeline,
        List<String> notes) {
    Report {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** The verdict of findings alone: broken beats unclear beats held. */
    static Report of(List<Finding> findings, String output, Optional<Timeline> timeline, List<String> notes) {
        var broken = findings.stream().filter(one -> one.is(Ruling.BROKEN)).findFirst();
        var unclear = findings.stream().filter(one -> one.is(Ruling.UNCLEAR)).findFirst();
        var verdict =
                broken.isPresent() ? Verdict.NOT_YET : unclear.isPresent() ? Verdict.INCONCLUSIVE : Verdict.PASSED;
        var sentence = broken.or(() -> unclear)
                .or(() -> findings.isEmpty() ? Optional.empty() : Optional.of(findings.getLast()))
                .map(Finding::words)
                .orElse("");
        return new Report(verdict, sentence, findings, output, timeline, notes);
    }

    /** How many properties hold. */
    int held() {
        return (int) findings.stream().filter(one -> one.is(Ruling.HELD)).count();
    }

    /** The names of the properties that do not hold. */
    List<String> broken() {
        return properties(Ruling.BROKEN);
    }

    /** The names of the properties that could not be told. */
    List<String> unclear() {
        return properties(Ruling.UNCLEAR);
    }

    private List<String> properties(Ruling ruling) {
        return findings.stream()
                .filter(one -> one.is(ruling))
                .map(Finding::property)
                .toList();
    }

    /** From 0 to 1; a property that could not be told counts as held, for a busy machine is not the learner's fault. */
    double share() {
        return switch (verdict) {
            case PASSED -> 1;
            case NOT_YET, INCONCLUSIVE -> findings.isEmpty() ? 0 : 1 - (double) broken().size() / findings.size();
            case ERROR, NOT_ATTEMPTED, TIMED_OUT -> 0;
        };
    }
}
