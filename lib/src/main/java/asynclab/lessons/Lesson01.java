package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.exercise.Evidence.count;
import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.overlap;
import static asynclab.exercise.Evidence.ratioTo;
import static asynclab.exercise.Evidence.requestsPerUrl;
import static asynclab.exercise.Evidence.resultEquals;

import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import asynclab.exercise.Stage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Lesson 01, waiting: tell waiting from computing, predict sequential and concurrent time. */
public final class Lesson01 extends Lesson {
    private static final int PAGES = 10;
    private static final int AT_ONCE = 5;

    /** q1: how many seconds tasks take. */
    @FunctionalInterface
    public interface Prediction {
        /** The time of {@code tasks} tasks that each wait {@code each} seconds, when {@code atOnce} may run at once. */
        double predicted(int tasks, int atOnce, double each);
    }

    /** q2: makes breakfast. */
    @FunctionalInterface
    public interface Breakfast {
        /** Runs tea, toast and eggs and gives what each said, in this order. */
        List<String> breakfast(Kitchen kitchen) throws Exception;
    }

    /** q3: asks for pages. */
    @FunctionalInterface
    public interface Statuses {
        /** Asks for each path once, at most {@code limit} at a time, and gives the statuses in the order of the paths. */
        List<Integer> statuses(Pages pages, List<String> paths, int limit) throws Exception;
    }

    /** Three errands that wait: tea 2, toast 1, eggs 3 parts of the same time. */
    public record Kitchen(Stage stage) {
        private static final double PART = 0.2;

        public Kitchen {
            stage.counts("errand");
        }

        /** Waits 0.4 s. */
        public String tea() throws InterruptedException {
            return errand("tea", 2, "tea is ready");
        }

        /** Waits 0.2 s. */
        public String toast() throws InterruptedException {
            return errand("toast", 1, "toast is ready");
        }

        /** Waits 0.6 s. */
        public String eggs() throws InterruptedException {
            return errand("eggs", 3, "eggs are ready");
        }

        private String errand(String name, int parts, String said) throws InterruptedException {
            stage.pause(name, seconds(parts * PART));
            return said;
        }
    }

    /** Pages of the practice web, each slow to answer. */
    public record Pages(Stage stage) {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        public Pages {
            stage.web(); // watched from the beginning, also for an answer that asks for nothing
        }

        /** Asks for a page, waits for it, and gives its status. */
        public int get(String path) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(stage.web().uri(path)).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** Say the time before you run it. */
    public final Exercise<Prediction> q1 = exercise(Assignment.of("q1", Prediction.class, "Say it beforehand")
            .minutes(5)
            .trial(
                    "four predictions",
                    (answer, _) -> List.of(
                            answer.predicted(10, 5, 1),
                            answer.predicted(3, 8, 2),
                            answer.predicted(11, 5, 1),
                            answer.predicted(0, 4, 1)),
                    resultEquals(List.of(2.0, 2.0, 3.0, 0.0)))
            .hints(
                    "The four cases are: 10 tasks, 5 at once, 1 s each; 3, 8 at once, 2 s; 11, 5 at once, 1 s; none.",
                    "Count the waves. The eleventh task has a wave to itself.",
                    "Dividing whole numbers drops the remainder in Java: 11 / 5 is 2. Math.ceilDiv(11, 5) is 3.")
            .mutant("OneByOne", "result")
            .mutant("LosesTheLastWave", "result")
            .mutant("CountsHalfWaves", "result"));

    /** The main exercise: run 2 + 1 + 3 together. */
    public final Exercise<Breakfast> q2 = exercise(Assignment.of("q2", Breakfast.class, "Breakfast in half the time")
            .minutes(10)
            .baseline("one by one", stage -> {
                var kitchen = new Kitchen(stage);
                kitchen.tea();
                kitchen.toast();
                kitchen.eggs();
            })
            .trial(
                    "breakfast",
                    (answer, stage) -> answer.breakfast(new Kitchen(stage)),
                    resultEquals(List.of("tea is ready", "toast is ready", "eggs are ready")),
                    count().exactly(3),
                    noTaskLeft(),
                    maxInFlight().exactly(3),
                    overlap().atLeast(1.9),
                    ratioTo("one by one").atMost(0.6))
            .hints(
                    "Look at the picture: does an errand begin before the one above it has ended?",
                    "Start all three before you wait for any. TaskScope.open(), then three times fork, then join.",
                    "Keep what fork gives you: after join, get() has the value, in whatever order you ask.")
            .mutant("OneByOne", "overlap")
            .mutant("WaitsInTheLoop", "overlap")
            .mutant("OneTooLate", "maxInFlight")
            .mutant("InOrderOfEnd", "result")
            .mutant("ForgetsToWait", "noTaskLeft"));

    /** The open one: ten pages, five at once. */
    public final Exercise<Statuses> q3 = exercise(Assignment.of("q3", Statuses.class, "Ten pages, five at a time")
            .minutes(15)
            .baseline("one by one", stage -> {
                var pages = new Pages(stage);
                for (var path : paths()) {
                    pages.get(path);
                }
            })
            .trial(
                    "ten pages",
                    (answer, stage) -> answer.statuses(new Pages(stage), paths(), AT_ONCE),
                    resultEquals(Collections.nCopies(PAGES, 200)),
                    count().exactly(PAGES),
                    requestsPerUrl().exactly(1),
                    maxInFlight().exactly(AT_ONCE),
                    noTaskLeft(),
                    ratioTo("one by one").atMost(0.5))
            .hints(
                    "A Semaphore with as many permits as the limit: each task acquires one before it asks for its page.",
                    "acquire inside the task, not around fork, or the loop that forks waits; release in finally.",
                    "Fork a task for each path and keep them in a list; after join, get each in the order of the list.")
            .mutant("AllAtOnce", "maxInFlight")
            .mutant("OneByOne", "maxInFlight")
            .mutant("OneTooMany", "maxInFlight")
            .mutant("AsksTwice", "requestsPerUrl")
            .mutant("LeavesTheLast", "result"));

    Lesson01() {
        super("01");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson01 open() {
        return opened(new Lesson01());
    }

    private static List<String> paths() {
        return IntStream.rangeClosed(1, PAGES)
                .mapToObj(page -> "/delay/0.15?page=" + page)
                .toList();
    }
}
