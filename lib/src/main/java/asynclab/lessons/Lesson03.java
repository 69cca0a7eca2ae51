package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.exercise.Evidence.happensBefore;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.overlaps;
import static asynclab.exercise.Evidence.resultEquals;
import static asynclab.exercise.Evidence.that;

import asynclab.Race;
import asynclab.Schedule.Verdict;
import asynclab.Schedules;
import asynclab.TaskScope;
import asynclab.exercise.Assignment;
import asynclab.exercise.Evidence;
import asynclab.exercise.Exercise;
import asynclab.exercise.Finding;
import asynclab.exercise.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Lesson 03, shared state: races made visible, guards, deadlocks, callbacks. */
public final class Lesson03 extends Lesson {
    private static final int SCHEDULES = 200;

    /** q1: moves money. */
    @FunctionalInterface
    public interface Transfer {
        /** Moves {@code amount} from one account to the other, whole or not at all. */
        void transfer(Account from, Account to, int amount);
    }

    /** q2: gives the value of a key. */
    @FunctionalInterface
    public interface Cache {
        /** Gives what the map holds for the key; if nothing, loads it once and keeps it. */
        String value(ConcurrentMap<String, String> cache, String key, Loader loader);
    }

    /** q3: three steps in a row. */
    @FunctionalInterface
    public interface Straight {
        /** Gives the receipt, or throws what the failing step reported. */
        String straight(CallbackShop shop, String customer) throws Exception;
    }

    /** An account; reading and changing it are two steps, between which others may come. */
    public static final class Account {
        private final int id;
        private final Function<String, String> onChange;
        private final Lock lock = new ReentrantLock();
        private volatile int balance; // volatile: what goes wrong shall be the order, not the visibility

        Account(int id, int balance, Function<String, String> onChange) {
            this.id = id;
            this.balance = balance;
            this.onChange = onChange;
        }

        /** A number that no other account has. */
        public int id() {
            return id;
        }

        /** A lock of its own. */
        public Lock lock() {
            return lock;
        }

        /** What is in it. */
        public int balance() {
            int seen = balance;
            Race.point("read " + id);
            return seen;
        }

        /** Changes what is in it. */
        public void set(int balance) {
            Race.point(onChange.apply("write " + id));
            this.balance = balance;
        }
    }

    /** Loads values, at a price. */
    @FunctionalInterface
    public interface Loader {
        /** Loads the value of this key. */
        String load(String key);
    }

    /** Nothing lost, nobody stuck, nobody held up. */
    public final Exercise<Transfer> q1 = exercise(Assignment.of("q1", Transfer.class, "Transfers")
            .minutes(15)
            .trial(
                    "two transfers that cross, under " + SCHEDULES + " schedules",
                    (answer, stage) -> Schedules.of(SCHEDULES, race -> crossing(race, answer)),
                    schedules("invariant", Verdict.WRONG, "ended with money lost or made"),
                    schedules("noDeadlock", Verdict.STUCK, "ended in a deadlock"))
            .trial(
                    "two transfers that have nothing in common",
                    (answer, stage) -> disjoint(answer, stage),
                    resultEquals(List.of(90, 110, 80, 120)),
                    overlaps("write 1", "write 3"))
            .hints(
                    "What must be true whenever nobody is in the middle? The sum of both accounts. So both are guarded"
                            + " together, from the first look to the last change.",
                    "Two locks, taken in one order that all transfers keep: by id, the smaller one first.",
                    "var first = from.id() < to.id() ? from : to; and second the other. Lock both, change both, and"
                            + " unlock in finally.")
            .mutant("NoLock", "invariant")
            .mutant("LocksOnlyOne", "invariant")
            .mutant("LooksBeforeItLocks", "invariant")
            .mutant("InTheGivenOrder", "noDeadlock")
            .mutant("OneLockForAll", "overlaps"));

    /** Check and act in one. */
    public final Exercise<Cache> q2 = exercise(Assignment.of("q2", Cache.class, "Load once")
            .minutes(8)
            .trial(
                    "three tasks want the same, under " + SCHEDULES + " schedules",
                    (answer, stage) -> Schedules.of(SCHEDULES, race -> sameKey(race, answer)),
                    schedules("loadedOnce", Verdict.WRONG, "did not load each value once"))
            .trial("asked again later", (answer, stage) -> again(answer), resultEquals(List.of("ADA", "ADA", "BOB", 2)))
            .hints(
                    "Between containsKey and put the others ask too. Is there a method that does both?",
                    "ConcurrentHashMap has computeIfAbsent, and the map here is one: it calls your function at most once for a"
                            + " key.")
            .mutant("CheckThenAct", "loadedOnce")
            .mutant("LoadsFirst", "loadedOnce")
            .mutant("KeepsNothing", "result"));

    /** The open one. */
    public final Exercise<Straight> q3 = exercise(Assignment.of("q3", Straight.class, "Straighten the callbacks")
            .minutes(15)
            .within(seconds(3))
            .trial(
                    "all goes well",
                    (answer, stage) -> answer.straight(new CallbackShop(stage, ""), "ada"),
                    resultEquals("receipt for basket of user ada"),
                    happensBefore("find", "basket"),
                    happensBefore("basket", "pay"),
                    noTaskLeft())
            .trial(
                    "the basket is gone",
                    (answer, stage) -> {
                        try {
                            return answer.straight(new CallbackShop(stage, "basket"), "ada");
                        } catch (CallbackShop.Refused e) {
                            return e.getMessage();
                        }
                    },
                    resultEquals("basket refused"),
                    noTaskLeft())
            .hints(
                    "Something must hold the answer until you can take it: a queue with one place, or a latch and a field.",
                    "Write a method of your own once, say answerOf: it hands over two callbacks that put what comes into the queue, takes it, and"
                            + " throws it if it is an exception.",
                    "var answer = new ArrayBlockingQueue<Object>(1); shop.find(customer, answer::add, answer::add);"
                            + " then answer.take().")
            .mutant("ForgetsTheErrors", "endsInTime")
            .mutant("SwallowsTheError", "result")
            .mutant("WaitsTooShort", "result"));

    Lesson03() {
        super("03");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson03 open() {
        return opened(new Lesson03());
    }

    /** A shop that offers each step twice: with callbacks, and waiting. */
    public Shop shop() {
        return new Shop();
    }

    private static Evidence schedules(String property, Verdict bad, String words) {
        return that(property, run -> {
            var all = (Schedules) Objects.requireNonNull(run.result());
            int wrong = all.count(bad) + (bad == Verdict.WRONG ? all.count(Verdict.FAILED) : 0);
            var example =
                    all.firstWrong().map(schedule -> " The first:\n" + schedule).orElse("");
            return Finding.of(
                    property,
                    wrong == 0,
                    "%d of %d schedules %s; wanted: none.%s"
                            .formatted(wrong, all.count(), words, wrong == 0 ? "" : example));
        });
    }

    private static void crossing(Race race, Transfer answer) {
        var a = new Account(1, 100, what -> what);
        var b = new Account(2, 100, what -> what);
        race.task("1 to 2", () -> answer.transfer(a, b, 10)).task("2 to 1", () -> answer.transfer(b, a, 20));
        race.expect("110 and 90", () -> a.balance() + " and " + b.balance());
    }

    private static List<Integer> disjoint(Transfer answer, Stage stage) throws Exception {
        var slow = (Function<String, String>) what -> SlowWrite.on(stage, what);
        var a = List.of(new Account(1, 100, slow), new Account(2, 100, slow));
        var b = List.of(new Account(3, 100, slow), new Account(4, 100, slow));
        try (var scope = TaskScope.open()) {
            scope.fork("1 to 2", () -> answer.transfer(a.getFirst(), a.getLast(), 10));
            scope.fork("3 to 4", () -> answer.transfer(b.getFirst(), b.getLast(), 20));
            scope.join();
        }
        return List.of(
                a.getFirst().balance(),
                a.getLast().balance(),
                b.getFirst().balance(),
                b.getLast().balance());
    }

    private static void sameKey(Race race, Cache answer) {
        var cache = new ConcurrentHashMap<String, String>();
        var loads = new AtomicInteger();
        Loader loader = key -> {
            Race.point("loading");
            return key + loads.incrementAndGet();
        };
        for (var name : List.of("A", "B", "C")) {
            race.task(name, () -> {
                Race.point("asks");
                answer.value(cache, "ada", loader);
            });
        }
        race.expect(1, loads::get);
    }

    private static List<Object> again(Cache answer) {
        var cache = new ConcurrentHashMap<String, String>();
        var loads = new AtomicInteger();
        Loader loader = key -> {
            loads.incrementAndGet();
            return key.toUpperCase(Locale.ROOT);
        };
        var first = answer.value(cache, "ada", loader);
        var second = answer.value(cache, "ada", loader);
        return List.of(first, second, answer.value(cache, "bob", loader), loads.get());
    }
}
