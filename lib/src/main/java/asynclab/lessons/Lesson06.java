package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.Lab.text;
import static asynclab.exercise.Evidence.cancelledWithin;
import static asynclab.exercise.Evidence.cleanedUpOnce;
import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.resultEquals;

import asynclab.Deadline;
import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import asynclab.exercise.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Lesson 06, cancellation: time limits, interrupt manners, clean-up once. */
public final class Lesson06 extends Lesson {
    private static final Duration PROMPTLY = Duration.ofMillis(200);

    /** q1: runs five jobs. */
    @FunctionalInterface
    public interface Supervisor {
        /** Runs all jobs at once, each within its limit, and says of each {@code done}, {@code too late} or {@code failed}. */
        List<String> supervise(Jobs jobs) throws Exception;
    }

    /** q2: reads a feed until it ends or somebody says stop. It may not throw. */
    @FunctionalInterface
    public interface Reader {
        /** Reads on through hiccups; stopped by an interrupt, which the caller must still be able to see. */
        void read(NewsFeed feed);
    }

    /** q3: makes a report of three steps, in a given time. */
    @FunctionalInterface
    public interface Reporter {
        /** Gives what each step gave, in order; from the first that did not come in time, only {@code gave up}. */
        List<String> report(Steps steps, Duration patience) throws Exception;
    }

    /** Five jobs. */
    public record Jobs(Stage stage) {
        private record Job(double length, double limit, boolean fails) {}

        private static final List<Job> JOBS = List.of(
                new Job(0.2, 1, false),
                new Job(0.8, 2, false),
                new Job(60, 0.4, false),
                new Job(0.1, 1, true),
                new Job(60, 0.6, false));

        /** The jobs' names, in order. */
        public List<String> names() {
            return List.of("a", "b", "c", "d", "e");
        }

        /** How long this job may take. */
        public Duration limit(String name) {
            return seconds(job(name).limit());
        }

        /**
         * Does the job and waits until it is done. Two of them would take a minute; an interrupt ends them.
         *
         * @throws IOException if it fails: d does
         */
        public void run(String name) throws Exception {
            stage.call(name, () -> {
                Thread.sleep(seconds(job(name).length()));
                if (job(name).fails()) {
                    throw new IOException("job " + name + " failed");
                }
                return "";
            });
        }

        /** Removes what the job has left. To be called once for each job that was run, however it ended. */
        public void cleanUp(String name) {
            stage.cleanedUp(name);
        }

        private Job job(String name) {
            return JOBS.get(names().indexOf(name));
        }
    }

    /** A feed with 30 entries, one each 0.1 s; the third cannot be read. */
    public record NewsFeed(AtomicInteger polls) {
        static final int ENTRIES = 30;

        /**
         * Waits for the next entry.
         *
         * @return whether there was one
         * @throws IOException if it cannot be read; the one after it can
         */
        public boolean next() throws IOException, InterruptedException {
            int poll = polls.incrementAndGet();
            Thread.sleep(seconds(0.1));
            if (poll == 3) {
                throw new IOException("a hiccup");
            }
            return poll <= ENTRIES;
        }
    }

    /** Three steps that must follow each other; the last is slow today. */
    public record Steps(Stage stage, Deadline deadline, List<String> wrongs) {
        /** The steps' names, in order. */
        public List<String> names() {
            return List.of("user", "posts", "friends");
        }

        /**
         * Does a step and waits for it.
         *
         * @throws TimeoutException if it takes longer than {@code limit}
         */
        public String call(String name, Duration limit) throws Exception {
            var left = deadline.remaining();
            if (limit.compareTo(left.plus(PROMPTLY)) > 0) {
                wrongs.add(name + " got " + text(limit) + " when " + text(left) + " were left");
            }
            return stage.call(name, () -> {
                double length = name.equals("friends") ? 5 : 0.3;
                Thread.sleep(limit.compareTo(seconds(length)) < 0 ? limit : seconds(length));
                if (limit.compareTo(seconds(length)) < 0) {
                    throw new TimeoutException(name + " takes longer than " + text(limit));
                }
                return name;
            });
        }
    }

    /** The main exercise: five jobs, limits and a stop. */
    public final Exercise<Supervisor> q1 = exercise(Assignment.of("q1", Supervisor.class, "Five jobs and a stop")
            .minutes(15)
            .trial(
                    "five jobs",
                    (answer, stage) -> answer.supervise(new Jobs(stage)),
                    resultEquals(List.of("done", "done", "too late", "failed", "too late")),
                    maxInFlight().exactly(5),
                    cleanedUpOnce(),
                    noTaskLeft())
            .trial(
                    "stopped from outside",
                    (answer, stage) ->
                            Stops.cancelled("supervisor", seconds(0.3), stage, () -> answer.supervise(new Jobs(stage))),
                    resultEquals("the interrupt was passed on"),
                    cancelledWithin(PROMPTLY, "stop"),
                    cleanedUpOnce(),
                    noTaskLeft())
            .hints(
                    "Each job has a limit of its own, so one timeout for the block will not do: give each its own scope.",
                    "TaskScope.within(jobs.limit(name)) inside the task; its join throws TimeoutException or"
                            + " ExecutionException. Clean-up belongs into finally.",
                    "Do not catch InterruptedException at all. Declared, it passes through both scopes by itself.")
            .mutant("OneLimitForAll", "result")
            .mutant("OneAfterTheOther", "maxInFlight")
            .mutant("CleansUpOnlyAfterSuccess", "cleanedUpOnce")
            .mutant("CleansUpTwice", "cleanedUpOnce")
            .mutant("AbandonsTheLate", "noTaskLeft")
            .mutant("SwallowsTheStop", "result"));

    /** Interrupt manners where nothing can be thrown. */
    public final Exercise<Reader> q2 = exercise(Assignment.of("q2", Reader.class, "Stop, and say so")
            .minutes(8)
            .trial(
                    "stopped in the middle",
                    (answer, stage) -> Stops.reading(answer, true),
                    resultEquals("stopped at once, the interrupt was kept"),
                    noTaskLeft())
            .trial(
                    "read to the end",
                    (answer, stage) -> Stops.reading(answer, false),
                    resultEquals("read to the end"),
                    noTaskLeft())
            .hints(
                    "There are two exceptions here, and they mean opposite things: one says go on, the other says stop.",
                    "Thread.currentThread().interrupt() sets the flag again that the exception has cleared. Then leave.",
                    "Two catch clauses inside the loop: IOException does nothing, InterruptedException restores and returns.")
            .mutant("GoesOn", "result")
            .mutant("LosesTheInterrupt", "result")
            .mutant("GivesUpAtTheHiccup", "result"));

    /** The open one: one patience for three steps. */
    public final Exercise<Reporter> q3 = exercise(Assignment.of("q3", Reporter.class, "One patience for all")
            .minutes(12)
            .trial(
                    "three steps in 1.2 s",
                    (answer, stage) -> {
                        var steps = new Steps(stage, Deadline.in(seconds(1.2)), new CopyOnWriteArrayList<>());
                        var parts = new ArrayList<Object>(answer.report(steps, seconds(1.2)));
                        parts.addAll(steps.wrongs());
                        return parts;
                    },
                    resultEquals(List.of("user", "posts", "gave up")),
                    maxInFlight().exactly(1),
                    noTaskLeft())
            .hints(
                    "The patience is used up from step to step: what is the limit of the second one?",
                    "Make a Deadline at the top, Deadline.in(patience). Each step gets deadline.remaining().",
                    "Catch TimeoutException around the loop: what is in the list by then stays, and gave up comes last.")
            .mutant("ALimitForEach", "result")
            .mutant("ThrowsAwayWhatIsThere", "result")
            .mutant("SharesItOutEvenly", "result"));

    Lesson06() {
        super("06");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson06 open() {
        return opened(new Lesson06());
    }
}
