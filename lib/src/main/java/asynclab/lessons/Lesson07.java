package asynclab.lessons;

import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.peak;
import static asynclab.exercise.Evidence.resultEquals;
import static asynclab.lessons.Resources.allClosed;
import static asynclab.lessons.Resources.found;
import static asynclab.lessons.Resources.linesReturned;
import static asynclab.lessons.Resources.order;

import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import java.time.Duration;
import java.util.List;

/** Lesson 07, resources: opened and closed in order, shared by tasks, lent by a pool. */
public final class Lesson07 extends Lesson {
    private static final String LINE = "line";
    private static final String THING = "thing";

    /** q1: makes a pool. */
    @FunctionalInterface
    public interface PoolMaker {
        /** A pool of at most so many lines to this server. */
        LinePool pool(SmallServer server, int size) throws Exception;
    }

    /** Lends lines: each to one task at a time, and every one comes back. */
    public interface LinePool extends AutoCloseable {
        /**
         * Does something with a line and takes it back, whatever happens.
         *
         * @throws java.util.concurrent.TimeoutException if none became free within {@code patience}
         */
        String with(Duration patience, Talk talk) throws Exception;

        /** Closes all lines; nobody uses one any more when this is called. */
        @Override
        void close();
    }

    /** What is done with a line. */
    @FunctionalInterface
    public interface Talk {
        /** Does it. */
        String with(Line line) throws Exception;
    }

    /** q2: looks up words. */
    @FunctionalInterface
    public interface Clerk {
        /** Opens database and index, finds all words at once, in order, and closes what it has opened. */
        List<String> look(Office office, List<String> words) throws Exception;
    }

    /** q3: opens lines. */
    @FunctionalInterface
    public interface Operator {
        /** Opens all at once and gives them, open, in the order of their names; or none, and the failure. */
        List<Line> openAll(Lines lines) throws Exception;
    }

    /** The main exercise: a pool on a queue. */
    public final Exercise<PoolMaker> q1 = exercise(Assignment.of("q1", PoolMaker.class, "A pool on a queue")
            .minutes(15)
            .trial(
                    "twelve questions",
                    Resources::asking,
                    peak(SmallServer.LEVEL).atMost(Resources.SIZE),
                    maxInFlight().exactly(Resources.SIZE),
                    resultEquals(Resources.answers()),
                    linesReturned(),
                    allClosed(SmallServer.LEVEL, LINE),
                    noTaskLeft())
            .trial(
                    "all lines are lent",
                    Resources::waiting,
                    resultEquals("TimeoutException"),
                    allClosed(SmallServer.LEVEL, LINE),
                    noTaskLeft())
            .hints(
                    "A queue holds the lines that are free: who takes one out has the right to use it. Where is the line"
                            + " when its question fails?",
                    "free.poll(patience.toMillis(), TimeUnit.MILLISECONDS) gives null when the time is over. What must"
                            + " happen then, and what must not be put back?",
                    "poll, then the TimeoutException, then try, then free.add(line) in finally: in this order.")
            .mutant("LosesOnFailure", "linesReturned")
            .mutant("WaitsForEver", "result")
            .mutant("OpensOneMore", "peak " + SmallServer.LEVEL)
            .mutant("LendsOneToAll", "result")
            .mutant("OneLineForAll", "maxInFlight")
            .mutant("GivesBackNothing", "result")
            .mutant("ForgetsToClose", "allClosed"));

    /** Order of closing, with tasks and failures on the way. */
    public final Exercise<Clerk> q2 = exercise(Assignment.of("q2", Clerk.class, "The last opened is the first closed")
            .minutes(8)
            .trial(
                    "all goes well",
                    (answer, stage) -> Resources.looking(answer, new Office(stage, Office.Trouble.NONE)),
                    order(),
                    found(List.of("apple is on page 5", "fig is on page 3", "cherry is on page 6")),
                    maxInFlight().exactly(3),
                    allClosed(Office.LEVEL, THING),
                    noTaskLeft())
            .trial(
                    "the index cannot be opened",
                    (answer, stage) -> Resources.looking(answer, new Office(stage, Office.Trouble.NO_INDEX)),
                    found("failed: the index is damaged"),
                    allClosed(Office.LEVEL, THING))
            .trial(
                    "a word is missing, and the index cannot be written",
                    (answer, stage) ->
                            Resources.looking(answer, new Office(stage, Office.Trouble.MISSING_WORD_AND_NO_CLOSE)),
                    order(),
                    found("failed: no such word: cherry, and the index could not be written"),
                    allClosed(Office.LEVEL, THING),
                    noTaskLeft())
            .hints(
                    "There are three things to open here: the database, the index, and a scope for the tasks.",
                    "try (var a = ...; var b = ...; var c = ...) closes c, then b, then a, and keeps every failure.",
                    "Declare them in the order in which they need each other, and join inside the block.")
            .mutant("JoinsTooLate", "order")
            .mutant("DatabaseFirst", "order")
            .mutant("OpensBeforeTheTry", "allClosed")
            .mutant("ClosesOnlyAfterSuccess", "allClosed")
            .mutant("HidesTheFailure", "result")
            .mutant("OneAfterTheOther", "maxInFlight"));

    /** The open one: several resources at once, or none. */
    public final Exercise<Operator> q3 = exercise(Assignment.of("q3", Operator.class, "All of them, or none")
            .minutes(15)
            .trial(
                    "all open",
                    (answer, stage) -> Resources.opening(answer, new Lines(stage, false)),
                    resultEquals(List.of("a", "b", "c", "d")),
                    maxInFlight().exactly(4),
                    noTaskLeft())
            .trial(
                    "one is engaged",
                    (answer, stage) -> Resources.opening(answer, new Lines(stage, true)),
                    resultEquals("failed: b is engaged"),
                    allClosed(SmallServer.LEVEL, LINE),
                    noTaskLeft())
            .trial(
                    "stopped on the way",
                    (answer, stage) -> Resources.stopped(answer, new Lines(stage, false), stage),
                    resultEquals("the interrupt was passed on"),
                    allClosed(SmallServer.LEVEL, LINE),
                    noTaskLeft())
            .hints(
                    "When b fails, a is open already, and d is on its way and takes no interrupt. Who knows of them?",
                    "Let each task put its line into a collection for many threads, as soon as it is open.",
                    "Close what is in there only when the scope has been left: then nobody opens one any more.")
            .mutant("OneAfterTheOther", "maxInFlight")
            .mutant("LeavesTheOthersOpen", "allClosed")
            .mutant("ClosesTooSoon", "allClosed")
            .mutant("ClosesInAnyCase", "result")
            .mutant("InOrderOfOpening", "result")
            .mutant("KeepsTheFailureBack", "result"));

    Lesson07() {
        super("07");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson07 open() {
        return opened(new Lesson07());
    }
}
