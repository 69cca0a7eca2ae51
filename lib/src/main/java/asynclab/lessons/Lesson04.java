package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.exercise.Evidence.count;
import static asynclab.exercise.Evidence.happensBefore;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.overlaps;
import static asynclab.exercise.Evidence.requestsPerUrl;
import static asynclab.exercise.Evidence.resultEquals;

import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import asynclab.exercise.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Lesson 04, futures: complete, compose, combine, recover; what a future does not do. */
public final class Lesson04 extends Lesson {
    private static final String RETURN = "your return";

    /** q1: makes a future of a callback. */
    @FunctionalInterface
    public interface Thermometer {
        /** Asks the station and comes back at once with a future of its answer, whatever that will be. */
        CompletableFuture<Integer> temperature(Station station, String city) throws Exception;
    }

    /** q2: puts a page together. */
    @FunctionalInterface
    public interface Dashboards {
        /** Comes back at once with a future of the page. */
        CompletableFuture<Dashboard> dashboard(Backend backend) throws Exception;
    }

    /** q3: limits a call. */
    @FunctionalInterface
    public interface Limit {
        /** Gives what the call gives within {@code limit}, or {@code fallback}, and then the call has been stopped. */
        String within(Callable<String> call, Duration limit, String fallback) throws Exception;
    }

    /** A weather station that answers by callback, from a thread of its own. */
    public record Station(Stage stage) {
        /** Comes back at once. Later calls {@code then} with the degrees, or {@code failed}; one of them, once. */
        public void ask(String city, Consumer<Integer> then, Consumer<Exception> failed) {
            Thread.ofVirtual().name("station").start(() -> {
                try {
                    stage.pause(city, seconds(0.2));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                stage.note("the callback");
                if (city.equals("Oslo")) {
                    then.accept(7);
                } else {
                    failed.accept(new IOException("no thermometer in " + city));
                }
            });
        }
    }

    /**
     * What the page shows.
     *
     * @param offers the offers, or {@code none}
     * @param because why there are none: the failure itself, as the backend had it
     */
    public record Dashboard(String user, String news, String offers, Optional<Throwable> because) {}

    /** Three calls that take their time; each gives a future at once. */
    public static final class Backend {
        private final Stage stage;
        private final double slow;
        private final boolean known;
        private final boolean open;

        private Backend(Stage stage, double slow, boolean known, boolean open) {
            this.stage = stage;
            this.slow = slow;
            this.known = known;
            this.open = open;
        }

        /** Who is logged in. Needs nothing. */
        public CompletableFuture<String> user() {
            return start("user", slow, () -> found(known, "Ada", "nobody is logged in"));
        }

        /** The news. Needs nothing. */
        public CompletableFuture<String> news() {
            return start("news", 0.3, () -> "rain");
        }

        /** Offers for this user in view of this news. */
        public CompletableFuture<String> offers(String user, String news) {
            return start(
                    "offers", 0.1, () -> found(open, "for %s: %s coat".formatted(user, news), "the shop is closed"));
        }

        private static String found(boolean there, String value, String failure) throws IOException {
            if (!there) {
                throw new IOException(failure);
            }
            return value;
        }

        private CompletableFuture<String> start(String name, double length, Callable<String> value) {
            var future = new CompletableFuture<String>();
            Thread.ofVirtual().name(name).start(() -> {
                try {
                    future.complete(stage.call(name, () -> {
                        Thread.sleep(seconds(length));
                        return value.call();
                    }));
                } catch (Exception e) {
                    future.completeExceptionally(e);
                }
            });
            return future;
        }
    }

    /** A box, filled by hand by somebody else. */
    public final Exercise<Thermometer> q1 = exercise(Assignment.of("q1", Thermometer.class, "A future for a callback")
            .minutes(10)
            .trial(
                    "a city that answers",
                    (answer, stage) -> {
                        var future = answer.temperature(new Station(stage), "Oslo");
                        stage.note(RETURN);
                        return Fates.said(future);
                    },
                    resultEquals("7"),
                    count().exactly(1),
                    happensBefore(RETURN, "the callback"))
            .trial(
                    "a city without a thermometer",
                    (answer, stage) -> Fates.said(answer.temperature(new Station(stage), "Atlantis")),
                    resultEquals("java.io.IOException: no thermometer in Atlantis"))
            .hints(
                    "Begin with an empty box: new CompletableFuture<Integer>().",
                    "Both callbacks fill it. One by complete. How does the other say that there is a failure?",
                    "station.ask(city, box::complete, box::completeExceptionally), and hand the box out without waiting.")
            .mutant("ForgetsTheFailure", "result")
            .mutant("FailsWithNull", "result")
            .mutant("WrapsTheFailure", "result")
            .mutant("WaitsForIt", "order"));

    /** The main exercise: two calls beside each other, a third after both, and a fallback that says why. */
    public final Exercise<Dashboards> q2 = exercise(Assignment.of("q2", Dashboards.class, "A dashboard of three calls")
            .minutes(20)
            .trial(
                    "all is well",
                    (answer, stage) -> {
                        var future = answer.dashboard(new Backend(stage, 0.2, true, true));
                        stage.note(RETURN);
                        return Fates.said(future.thenApply(Lesson04::line));
                    },
                    resultEquals("Ada, rain, for Ada: rain coat"),
                    requestsPerUrl().exactly(1),
                    overlaps("user", "news"),
                    happensBefore(RETURN, "offers"))
            .trial(
                    "the shop is closed",
                    (answer, stage) -> Fates.said(answer.dashboard(new Backend(stage, 0.4, true, false))
                            .thenApply(Lesson04::line)),
                    resultEquals("Ada, rain, none because of java.io.IOException: the shop is closed"))
            .trial(
                    "nobody is logged in",
                    (answer, stage) -> Fates.saidOrThrown(() -> answer.dashboard(new Backend(stage, 0.1, false, true))
                            .thenApply(Lesson04::line)),
                    resultEquals("java.io.IOException: nobody is logged in"))
            .hints(
                    "Start user and news before you compose anything. thenCombine has both values.",
                    "The third call gives a future inside a future: thenCombine, then thenCompose with Function.identity().",
                    "Only a failure of the offers becomes a fallback, so handle it right at offers(...), where both cases meet:"
                            + " handle((offers, failure) -> ...).",
                    "Further down the chain a failure is wrapped in a CompletionException. At a future that was failed by"
                            + " hand, as the backend's are, it is not.")
            .mutant("OneByOne", "overlaps")
            .mutant("JoinsInside", "order")
            .mutant("LosesTheCause", "result")
            .mutant("KeepsTheWrapper", "result")
            .mutant("CoversEveryFailure", "result"));

    /** The open one: a limit that stops the work and does not only stop waiting. */
    public final Exercise<Limit> q3 = exercise(Assignment.of("q3", Limit.class, "A limit that stops the work")
            .minutes(20)
            .trial(
                    "a quick call",
                    (answer, stage) -> answer.within(call(stage, 0.1), seconds(2), "yesterday's price"),
                    resultEquals("a fresh price"),
                    count().exactly(1))
            .trial(
                    "a slow call",
                    (answer, stage) -> answer.within(call(stage, 3), seconds(0.3), "yesterday's price"),
                    resultEquals("yesterday's price"),
                    noTaskLeft(),
                    Fates.stopped())
            .trial(
                    "a call that fails",
                    (answer, _) ->
                            Fates.thrown(() -> answer.within(Lesson04::failing, seconds(2), "yesterday's price")),
                    resultEquals("java.io.IOException: the shop is closed"))
            .hints(
                    "A CompletableFuture does not know the thread that works for it. Which kind of future does?",
                    "An executor's submit gives a Future: get with a limit, and on a TimeoutException cancel(true).",
                    "A failure of the call comes as an ExecutionException. What is inside is what the caller wants to see.",
                    "At the end of a try block an executor waits for its tasks. Cancel before that.")
            .mutant("OrTimeout", "noTaskLeft")
            .mutant("CancelsTheBox", "stopped")
            .mutant("WaitsToTheEnd", "stopped")
            .mutant("CoversTheFailure", "result")
            .mutant("ThrowsTheWrapper", "result"));

    Lesson04() {
        super("04");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson04 open() {
        return opened(new Lesson04());
    }

    private static String line(Dashboard dashboard) {
        return "%s, %s, %s%s"
                .formatted(
                        dashboard.user(),
                        dashboard.news(),
                        dashboard.offers(),
                        dashboard.because().map(why -> " because of " + why).orElse(""));
    }

    private static Callable<String> call(Stage stage, double length) {
        return () -> {
            stage.pause("call", seconds(length));
            return "a fresh price";
        };
    }

    private static String failing() throws IOException {
        throw new IOException("the shop is closed");
    }
}
