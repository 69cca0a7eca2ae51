package asynclab.exercise;

import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.resultEquals;

import java.time.Duration;

/** The simplest exercise: an answer that has to give 1 and leave nothing behind. */
final class GiveOne {
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private GiveOne() {}

    /** An answer without parameters. */
    interface Answer {
        Object give() throws Exception;
    }

    static Report check(Answer answer) {
        return check(ENOUGH, answer);
    }

    static Report check(Duration limit, Answer answer) {
        var assignment = Assignment.of("q1", Answer.class, "Give 1")
                .within(limit)
                .trial("it", (given, _) -> given.give(), resultEquals(1), noTaskLeft());
        return new Checker<>(assignment, answer).check();
    }
}
