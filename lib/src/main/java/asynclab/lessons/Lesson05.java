package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.exercise.Evidence.cancelledWithin;
import static asynclab.exercise.Evidence.count;
import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.ratioTo;
import static asynclab.exercise.Evidence.resultEquals;

import asynclab.Showable;
import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import asynclab.exercise.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Lesson 05, scopes: tasks that never outlive their block; all, any, all with failures; scoped values. */
public final class Lesson05 extends Lesson {
    private static final Duration PROMPTLY = Duration.ofMillis(200);

    /** q1: reads a file from whichever mirror is first. */
    @FunctionalInterface
    public interface FirstMirror {
        /** Asks all mirrors at once and gives the text of the first that has the file. */
        String first(Mirrors mirrors) throws Exception;
    }

    /** q2: makes a page of three parts. */
    @FunctionalInterface
    public interface PageMaker {
        /** Gives user, posts and friends, in this order, or throws what the first part to fail threw. */
        List<String> page(Parts parts) throws Exception;
    }

    /** q3: asks shops for a price. */
    @FunctionalInterface
    public interface PriceFinder {
        /** Gives for each shop, in their order, its price, {@code "closed"} or {@code "too late"}. */
        List<String> prices(Shops shops, Duration limit) throws Exception;
    }

    /** Four mirrors of one file. */
    public record Mirrors(Stage stage) {
        /** The mirrors, in no order that matters. */
        public List<String> names() {
            return List.of("a", "b", "c", "d");
        }

        /**
         * Asks one mirror and waits for it.
         *
         * @throws IOException if it does not have the file: c, which is the quickest to say so
         */
        public String read(String mirror) throws Exception {
            return stage.call(mirror, () -> {
                Thread.sleep(seconds(
                        switch (mirror) {
                            case "a" -> 1.5;
                            case "b" -> 0.4;
                            case "c" -> 0.1;
                            default -> 2.5;
                        }));
                if (mirror.equals("c")) {
                    throw new IOException("mirror c does not have the file");
                }
                return "the file, from " + mirror;
            });
        }
    }

    /** Three parts of a page, each from another server. */
    public record Parts(Stage stage, boolean friendsAreDown) {
        /** Takes 0.5 s. */
        public String user() throws Exception {
            return part("user", 0.5);
        }

        /** Takes 1.2 s. */
        public String posts() throws Exception {
            return part("posts", 1.2);
        }

        /**
         * Takes 0.2 s.
         *
         * @throws IOException when that server is down
         */
        public String friends() throws Exception {
            return part("friends", 0.2);
        }

        private String part(String name, double length) throws Exception {
            return stage.call(name, () -> {
                Thread.sleep(seconds(length));
                if (friendsAreDown && name.equals("friends")) {
                    throw new IOException("friends are down");
                }
                return name;
            });
        }
    }

    /** Six shops, of which some are closed and some are slow. */
    public record Shops(Stage stage) {
        /** How many there are; they are numbered from 1. */
        public int count() {
            return 6;
        }

        /**
         * Asks a shop: shop 1 takes 0.1 s, shop 2 0.2 s and so on; the last two take very long.
         *
         * @throws IOException if it is closed: shop 3
         */
        public String price(int shop) throws Exception {
            return stage.call("shop-" + shop, () -> {
                Thread.sleep(seconds(shop < 5 ? shop / 10.0 : 4));
                if (shop == 3) {
                    throw new IOException("shop 3 is closed");
                }
                return shop + " coins";
            });
        }
    }

    /** Whoever is first. */
    public final Exercise<FirstMirror> q1 = exercise(Assignment.of("q1", FirstMirror.class, "The first mirror wins")
            .minutes(8)
            .trial(
                    "four mirrors",
                    (answer, stage) -> answer.first(new Mirrors(stage)),
                    resultEquals("the file, from b"),
                    maxInFlight().exactly(4),
                    cancelledWithin(PROMPTLY, "b"),
                    noTaskLeft())
            .hints(
                    "The first to end is not the first to have the file: mirror c says quickly that it has none.",
                    "TaskScope.open(Joiner.<String>any()) is decided by the first success; join gives its value.",
                    "Fork one task for each of mirrors.names(), then return scope.join().")
            .mutant("FirstToEnd", "result")
            .mutant("OneAfterTheOther", "maxInFlight")
            .mutant("WaitsForAll", "cancelledWithin")
            .mutant("LeavesTheLosers", "cancelledWithin"));

    /** The main exercise: all or nothing. */
    public final Exercise<PageMaker> q2 = exercise(Assignment.of("q2", PageMaker.class, "All parts or none")
            .minutes(10)
            .trial(
                    "all is well",
                    (answer, stage) -> answer.page(new Parts(stage, false)),
                    resultEquals(List.of("user", "posts", "friends")),
                    maxInFlight().exactly(3),
                    noTaskLeft())
            .trial(
                    "friends are down",
                    (answer, stage) -> thrownBy(() -> answer.page(new Parts(stage, true))),
                    resultEquals("friends are down"),
                    cancelledWithin(PROMPTLY, "friends"),
                    noTaskLeft())
            .hints(
                    "When friends are down, nobody needs posts any more: its task has to end with the failure.",
                    "TaskScope.open() is all or nothing: join throws when the first task has failed.",
                    "Fork them in the order asked for: join gives the results in the order of the forks.")
            .mutant("AsksInOrder", "maxInFlight")
            .mutant("WaitsInOrder", "cancelledWithin")
            .mutant("SwallowsTheFailure", "result")
            .mutant("LeavesPostsRunning", "noTaskLeft"));

    /** The open one: each shop counts for itself, and there is a limit. */
    public final Exercise<PriceFinder> q3 = exercise(Assignment.of("q3", PriceFinder.class, "Prices within a second")
            .minutes(15)
            .baseline("the slow shops", stage -> new Shops(stage).price(6))
            .trial(
                    "six shops",
                    (answer, stage) -> answer.prices(new Shops(stage), seconds(1)),
                    resultEquals(List.of("1 coins", "2 coins", "closed", "4 coins", "too late", "too late")),
                    count().exactly(6),
                    maxInFlight().exactly(6),
                    ratioTo("the slow shops").atMost(0.5),
                    noTaskLeft())
            .hints(
                    "One shop's failure must not touch the others: Joiner.allWithFailures().",
                    "A timeout on such a scope: TaskScope.open(joiner, with -> with.withTimeout(limit)). Its join throws"
                            + " TimeoutException when somebody was late; the tasks that you kept know how each ended.",
                    "state() is SUCCEEDED, FAILED or CANCELLED: the price, \"closed\", \"too late\".")
            .mutant("NoLimit", "result")
            .mutant("AllOrNothing", "result")
            .mutant("ALimitForEachInTurn", "maxInFlight")
            .mutant("AbandonsTheLate", "noTaskLeft"));

    Lesson05() {
        super("05");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson05 open() {
        return opened(new Lesson05());
    }

    /**
     * The tree of the JDK's own scopes that are open now, from a thread dump.
     *
     * @throws IOException if the dump cannot be written to the folder for temporary files
     */
    public Showable scopes() throws IOException {
        return ScopeDump.now();
    }

    /** What an answer's failure says, however often it was wrapped on its way. */
    private static Object thrownBy(Callable<?> answer) {
        try {
            return "nothing was thrown, and it gave " + answer.call();
        } catch (Exception e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return String.valueOf(root.getMessage());
        }
    }
}
