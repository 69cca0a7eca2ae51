package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.exercise.Evidence.count;
import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.peak;
import static asynclab.exercise.Evidence.permitsReturned;
import static asynclab.exercise.Evidence.rateIn;
import static asynclab.exercise.Evidence.ratioTo;
import static asynclab.exercise.Evidence.requestsPerUrl;
import static asynclab.exercise.Evidence.resultEquals;

import asynclab.TaskScope;
import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import asynclab.exercise.Stage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Lesson 08, limits: how many at once, how often, how far ahead. */
public final class Lesson08 extends Lesson {
    private static final int PAGES = 12;
    private static final int AT_ONCE = 3;
    private static final int CALLERS = 4;
    private static final int PERMITS_EACH = 6;
    private static final double RATE = 20;
    private static final int BURST = 2;
    private static final int ORDERS = 30;
    private static final int COOKS = 3;
    private static final int ROOM = 5;

    /** q1: fetches pages with so many permits. */
    @FunctionalInterface
    public interface FetchAll {
        /** Asks for each path once and gives its answer, or {@code "failed"}, in the order of the paths. */
        List<String> fetchAll(Pages pages, List<String> paths, Semaphore permits) throws Exception;
    }

    /** q2: makes a gate. */
    @FunctionalInterface
    public interface Gates {
        /** A gate that lets through {@code rate} callers a second, and {@code burst} at once after a pause. */
        Gate gate(double rate, int burst) throws Exception;
    }

    /** What callers pass one by one. */
    @FunctionalInterface
    public interface Gate {
        /** Waits until the caller may pass. */
        void acquire() throws InterruptedException;
    }

    /** q3: serves orders. */
    @FunctionalInterface
    public interface Canteen {
        /** Has all orders cooked by so many cooks, at most {@code room} of them waiting, and gives their number. */
        int serve(Orders orders, int cooks, int room) throws Exception;
    }

    /** Pages of the practice web; some are slow, and some fail. */
    public record Pages(Stage stage) {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        /**
         * Asks for a page, waits for it, and gives what it says.
         *
         * @throws IOException if it answers with an error status
         */
        public String get(String path) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(stage.web().uri(path)).build();
            var answer = CLIENT.send(request, BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode() + " for " + path);
            }
            return path.replaceFirst(".*page=", "page ");
        }
    }

    /** A canteen's orders: taken from the guests, mostly in no time, and cooked in 50 ms. */
    public static final class Orders {
        private final Stage stage;
        private final AtomicInteger taken = new AtomicInteger();

        Orders(Stage stage) {
            this.stage = stage;
        }

        /** The next guest's order, which may be a while in coming; empty once all guests have ordered. */
        public Optional<String> next() throws InterruptedException {
            int number = taken.incrementAndGet();
            if (number % 15 == 0) {
                Thread.sleep(seconds(0.4)); // the queue runs empty, and that is not the end
            }
            if (number > ORDERS) {
                return Optional.empty();
            }
            stage.level("number of orders waiting").add(1);
            return Optional.of("order " + number);
        }

        /** Cooks an order. */
        public void cook(String order) throws InterruptedException {
            stage.level("number of orders waiting").add(-1);
            stage.pause(order, seconds(0.05));
        }
    }

    /** The main exercise: bounded, and nothing lost when pages fail. */
    public final Exercise<FetchAll> q1 = exercise(Assignment.of("q1", FetchAll.class, "Three at a time, come what may")
            .minutes(12)
            .trial(
                    "twelve pages",
                    (answer, stage) -> answer.fetchAll(new Pages(stage), paths(), stage.semaphore(AT_ONCE)),
                    resultEquals(answers()),
                    count().exactly(PAGES),
                    requestsPerUrl().exactly(1),
                    maxInFlight().exactly(AT_ONCE),
                    permitsReturned(),
                    noTaskLeft())
            .hints(
                    "Each task acquires a permit before it asks for its page. Where does the permit go when get"
                            + " throws?",
                    "acquire, then try, then release in finally: in this order, or one that never came is given back.",
                    "Joiner.allWithFailures() gives every task; ask each for its state before you call get.")
            .mutant("AllAtOnce", "maxInFlight")
            .mutant("LosesPermits", "permitsReturned")
            .mutant("GivesBackTwice", "permitsReturned")
            .mutant("OneSpoilsAll", "throwsNothing")
            .mutant("OneByOne", "maxInFlight"));

    /** A limiter of one's own. */
    public final Exercise<Gates> q2 = exercise(Assignment.of("q2", Gates.class, "A gate that keeps its rate")
            .minutes(18)
            .baseline("as the rate says", stage -> Thread.sleep(seconds((permits() - BURST) / RATE)))
            .trial(
                    "four callers",
                    (answer, stage) -> {
                        passAll(answer.gate(RATE, BURST), stage);
                        return null;
                    },
                    count().exactly(permits()),
                    rateIn(seconds(0.5)).atMost(RATE * 0.5 + BURST + 2),
                    ratioTo("as the rate says").between(0.8, 1.5))
            .hints(
                    "Remember one moment, common to all callers: from when on the gate owes nobody anything.",
                    "A permit moves that moment by 1 / rate, from now if it lies in the past. A lock around that.",
                    "Who moves it to F may pass at F - burst / rate, and sleeps until then.")
            .mutant("CountsPerSecond", "rate")
            .mutant("EachForItself", "rate")
            .mutant("SavesUpForEver", "rate")
            .mutant("WaitsTwice", "ratio"));

    /** The open one: producer and consumers. */
    public final Exercise<Canteen> q3 = exercise(Assignment.of("q3", Canteen.class, "A canteen with five hooks")
            .minutes(15)
            .within(seconds(6))
            .trial(
                    "thirty orders",
                    (answer, stage) -> answer.serve(new Orders(stage), COOKS, ROOM),
                    resultEquals(ORDERS),
                    count().exactly(ORDERS),
                    requestsPerUrl().exactly(1),
                    maxInFlight().exactly(COOKS),
                    // One in the waiter's hands, and one in each cook's, that is not being cooked yet.
                    peak("number of orders waiting").atMost(ROOM + 1 + COOKS),
                    noTaskLeft())
            .hints(
                    "One task takes orders and puts them into an ArrayBlockingQueue; each cook takes from it in a"
                            + " loop.",
                    "How does a cook learn that no more will come? An empty queue only says that the waiter is slow.",
                    "Put a last thing into the queue that is no order. A cook that finds it puts it back and goes"
                            + " home.")
            .mutant("NoBound", "peak number of orders waiting")
            .mutant("OneCook", "maxInFlight")
            .mutant("GoesHomeWhenEmpty", "result")
            .mutant("OneEndForAll", "endsInTime")
            .mutant("CooksTheEnd", "throwsNothing"));

    Lesson08() {
        super("08");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson08 open() {
        return opened(new Lesson08());
    }

    private static List<String> paths() {
        return IntStream.rangeClosed(1, PAGES)
                .mapToObj(page -> {
                    int code = page % 5 == 0 ? 503 : 200;
                    double delay = page % 4 == 1 ? 0.4 : 0.1;
                    return "/drip?numbytes=1&duration=0&code=" + code + "&delay=" + delay + "&page=" + page;
                })
                .toList();
    }

    private static List<String> answers() {
        return IntStream.rangeClosed(1, PAGES)
                .mapToObj(page -> page % 5 == 0 ? "failed" : "page " + page)
                .toList();
    }

    private static int permits() {
        return CALLERS * PERMITS_EACH;
    }

    /** Four callers pass the gate six times each; the calls that evidence sees are the passages. */
    private static void passAll(Gate gate, Stage stage) throws Exception {
        try (var scope = TaskScope.open()) {
            for (int caller = 1; caller <= CALLERS; caller++) {
                var name = "caller " + caller;
                scope.fork(name, () -> {
                    for (int i = 0; i < PERMITS_EACH; i++) {
                        gate.acquire();
                        stage.call(name, () -> name);
                    }
                });
            }
            scope.join();
        }
    }
}
