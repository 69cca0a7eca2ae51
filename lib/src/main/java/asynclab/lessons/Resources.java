package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.Joiner;
import asynclab.Task;
import asynclab.TaskScope;
import asynclab.exercise.Evidence;
import asynclab.exercise.Finding;
import asynclab.exercise.Stage;
import asynclab.internal.Texts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Tries the answers of lesson 07, and tells what they have lost or left open. */
final class Resources {
    static final int SIZE = 3;
    static final int QUESTIONS = 12;

    private static final int ROOM = 100; // the server would bear a wrong answer, so that it can be counted
    private static final Duration PATIENCE = seconds(1);
    private static final Duration SHORT_PATIENCE = seconds(0.3);
    private static final String BACK = "lines that could be borrowed again";

    private Resources() {}

    /** Twelve tasks ask through the pool; every fourth question fails. Afterwards all lines are borrowed at once. */
    static Object asking(Lesson07.PoolMaker answer, Stage stage) throws Exception {
        stage.counts("question");
        List<String> answers;
        try (var pool = answer.pool(new SmallServer(ROOM, stage), SIZE);
                var scope = TaskScope.open(Joiner.<String>allWithFailures())) {
            questions()
                    .forEach(question -> scope.fork(question, () -> pool.with(PATIENCE, line -> line.ask(question))));
            answers = scope.join().stream().map(Resources::ended).toList();
            stage.level(BACK).set(borrowed(pool));
        }
        return answers;
    }

    static List<String> questions() {
        return IntStream.rangeClosed(1, QUESTIONS)
                .mapToObj(number -> (number % 4 == 0 ? "why " : "what ") + number)
                .toList();
    }

    static List<String> answers() {
        return questions().stream()
                .map(question ->
                        question.startsWith("why") ? "IOException: no answer to " + question : "answer to " + question)
                .toList();
    }

    /** {@code linesReturned}: after the failures, as many lines as before can be in use. */
    static Evidence linesReturned() {
        return Evidence.that("linesReturned", run -> {
            long back = run.stage().level(BACK).now();
            return Finding.of(
                    "linesReturned",
                    back == SIZE,
                    "After the failures, %d of %d lines could be borrowed; wanted: all.".formatted(back, SIZE));
        });
    }

    /** {@code allClosed}: nothing that was opened is open. */
    static Evidence allClosed(String level, String thing) {
        return Evidence.that("allClosed", run -> {
            long open = run.stage().level(level).now();
            return Finding.of(
                    "allClosed",
                    open == 0,
                    open == 0
                            ? "Everything that was opened was closed."
                            : "In the end %s open; wanted: none."
                                    .formatted(Texts.counted(open, thing + " is", thing + "s are")));
        });
    }

    /** Somebody comes while all lines are lent: when nobody gives one back, his patience must end. */
    static Object waiting(Lesson07.PoolMaker answer, Stage stage) throws Exception {
        var met = new CountDownLatch(SIZE);
        var giveBack = new CountDownLatch(1);
        try (var pool = answer.pool(new SmallServer(ROOM, stage), SIZE);
                var scope = TaskScope.open(Joiner.<String>allWithFailures())) {
            for (int i = 1; i <= SIZE; i++) {
                scope.fork("borrower " + i, () -> pool.with(PATIENCE, line -> hold(met, giveBack)));
            }
            met.await(1, TimeUnit.SECONDS);
            var end = new CompletableFuture<String>();
            var late = scope.fork(
                    "the late one",
                    () -> end.complete(outcome(() -> pool.with(SHORT_PATIENCE, line -> "it got a line"))));
            String seen;
            try {
                seen = end.get(SHORT_PATIENCE.multipliedBy(5).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                late.cancel();
                seen = "it waited on, for more than five times its patience";
            }
            giveBack.countDown();
            scope.join();
            return seen;
        }
    }

    /**
     * What came of looking up three words.
     *
     * @param found the answer's list, or how it failed
     * @param wrongs what was done in a wrong order
     */
    private record Look(Object found, List<String> wrongs) {}

    /** Lets the answer look up three words in an office with this trouble. */
    static Object looking(Lesson07.Clerk answer, Office office) throws Exception {
        Object found;
        try {
            found = answer.look(office, List.of("apple", "fig", "cherry"));
        } catch (IOException | ExecutionException e) {
            found = failure(e);
        }
        return new Look(found, office.wrongs());
    }

    /** {@code result}: the words were found, or the failures passed on, like this. */
    static Evidence found(Object wanted) {
        return Evidence.that("result", run -> {
            var found = run.result() instanceof Look look ? look.found() : "nothing";
            return Finding.of("result", found.equals(wanted), "The result is %s; wanted: %s.".formatted(found, wanted));
        });
    }

    /** {@code order}: nothing was closed before what needs it. */
    static Evidence order() {
        return Evidence.that("order", run -> {
            var wrongs = run.result() instanceof Look look ? look.wrongs() : List.<String>of();
            return wrongs.isEmpty()
                    ? Finding.held("order", "Nothing was closed before what needs it.")
                    : Finding.broken(
                            "order",
                            "Too early: %s; wanted: the last opened is the first closed, after the tasks."
                                    .formatted(String.join(", ", wrongs)));
        });
    }

    /** What came of opening four lines at once; those it gave are closed. */
    static Object opening(Lesson07.Operator answer, Lines lines) throws Exception {
        List<Line> open;
        try {
            open = answer.openAll(lines);
        } catch (IOException | ExecutionException e) {
            return failure(e);
        }
        var words = open.stream().map(Line::toString).toList();
        open.forEach(Line::close);
        return words;
    }

    /** Opens lines in a task that is cancelled on the way. */
    static Object stopped(Lesson07.Operator answer, Lines lines, Stage stage) throws Exception {
        try (var scope = TaskScope.open(Joiner.<List<Line>>allWithFailures())) {
            var task = scope.fork("operator", () -> answer.openAll(lines));
            Thread.sleep(seconds(0.2));
            stage.note("stop");
            task.cancel();
            scope.join();
            return task.state() == Task.State.CANCELLED ? "the interrupt was passed on" : task.toString();
        }
    }

    /** The pool's lines, all in use at the same moment. */
    private static long borrowed(Lesson07.LinePool pool) throws Exception {
        var met = new CountDownLatch(SIZE);
        try (var scope = TaskScope.open(Joiner.<String>allWithFailures())) {
            for (int i = 1; i <= SIZE; i++) {
                scope.fork("borrower " + i, () -> pool.with(PATIENCE, line -> hold(met, met)));
            }
            scope.join();
        }
        return SIZE - met.getCount();
    }

    private static String hold(CountDownLatch here, CountDownLatch until) throws InterruptedException {
        here.countDown();
        until.await(2, TimeUnit.SECONDS);
        return "";
    }

    private static String ended(Task<String> task) {
        return outcome(() -> {
            if (task.failure().isPresent()) {
                throw (Exception) task.failure().get();
            }
            return task.get();
        });
    }

    private static String outcome(Callable<String> work) {
        try {
            return work.call();
        } catch (TimeoutException e) {
            return "TimeoutException"; // its message is the learner's
        } catch (Exception e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static String failure(Exception failure) {
        return "failed: " + String.join(", and ", messages(failure));
    }

    /** The messages of the failures at the roots, the first one first, and of all that was suppressed on the way. */
    private static List<String> messages(Throwable failure) {
        var messages = new ArrayList<String>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var left = new ArrayDeque<Throwable>(List.of(failure));
        while (!left.isEmpty()) {
            var one = left.pop();
            if (!seen.add(one)) {
                continue;
            }
            if (one.getCause() == null) {
                messages.add(one.getMessage() == null ? one.getClass().getSimpleName() : one.getMessage());
            }
            for (var suppressed : one.getSuppressed()) {
                left.addLast(suppressed);
            }
            if (one.getCause() != null) {
                left.push(one.getCause());
            }
        }
        return messages;
    }
}
