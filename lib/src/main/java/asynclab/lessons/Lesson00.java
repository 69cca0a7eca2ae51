package asynclab.lessons;

import static asynclab.exercise.Evidence.resultEquals;

import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import java.util.List;

/** Lesson 00, start here: run, interrupt, restart, read a timeline and a verdict. */
public final class Lesson00 extends Lesson {
    /** q1: lays the table. */
    @FunctionalInterface
    public interface Table {
        /** A plate for each guest, and one for you. */
        int plates(int guests);
    }

    /** One line, to see what a check says before and after. */
    public final Exercise<Table> q1 = exercise(Assignment.of("q1", Table.class, "Lay the table")
            .minutes(2)
            .trial(
                    "three tables",
                    (answer, _) -> List.of(answer.plates(3), answer.plates(8), answer.plates(0)),
                    resultEquals(List.of(4, 9, 1)))
            .hints(
                    "The three tables have 3 guests, 8 guests and none. You eat too.",
                    "return guests + 1; in place of throw todo();")
            .mutant("ForgetsYou", "result")
            .mutant("OnlyForGuests", "result"));

    Lesson00() {
        super("00");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson00 open() {
        return opened(new Lesson00());
    }
}
