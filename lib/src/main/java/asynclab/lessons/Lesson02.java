package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.exercise.Evidence.count;
import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.peak;
import static asynclab.exercise.Evidence.ranOnPlatformThreads;
import static asynclab.exercise.Evidence.ranOnVirtualThreads;
import static asynclab.exercise.Evidence.ratioTo;
import static asynclab.exercise.Evidence.requestsPerUrl;
import static asynclab.exercise.Evidence.resultEquals;
import static asynclab.exercise.Evidence.that;

import asynclab.Lab;
import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import asynclab.exercise.Stage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lesson 02, threads: what a thread costs, what carries a virtual one, and what computing does to both. */
public final class Lesson02 extends Lesson {
    private static final int CROWD = 10_000;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int PAGES = Math.max(12, 3 * CORES); // so many that a digest for each at once is too many

    /** q1: lets many sleep. */
    @FunctionalInterface
    public interface Night {
        /** Has {@code bed} slept in {@code sleepers} times, all at once, and comes back when everybody is up. */
        void night(Bed bed, int sleepers) throws Exception;
    }

    /** q2: computes. */
    @FunctionalInterface
    public interface Counts {
        /** Counts the primes below each limit, on all processors, and gives the counts in the order of the limits. */
        List<Long> counts(Primes primes, List<Integer> limits) throws Exception;
    }

    /** q3: waits and computes. */
    @FunctionalInterface
    public interface Digests {
        /** Fetches each path, digests each text, and gives the digests in the order of the paths. */
        List<Long> digests(Pages pages, Mill mill, List<String> paths) throws Exception;
    }

    /** Where one sleeps. */
    public record Bed(Stage stage) {
        private static final Duration NIGHT = seconds(1);

        /** Waits 1 s. */
        public void sleep() throws InterruptedException {
            stage.pause("sleep", NIGHT);
        }
    }

    /** Counts primes. */
    public record Primes(Stage stage) {
        /** How many primes there are below {@code limit}; computes all the time. */
        public long below(int limit) {
            return computing(stage, "primes", limit);
        }
    }

    /** Pages of the practice web, each slow to answer. */
    public record Pages(Stage stage) {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        /** Asks for a page, waits for it, and gives its text. */
        public String text(String path) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(stage.web().uri(path)).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** Grinds texts to numbers. */
    public record Mill(Stage stage) {
        private static final Pattern PAGE = Pattern.compile("page=(\\d+)");

        /**
         * A number for a page's text; computes all the time.
         *
         * @throws IllegalArgumentException if the text is not that of a page
         */
        public long digest(String text) {
            var page = PAGE.matcher(text);
            if (!page.find()) {
                throw new IllegalArgumentException("digest wants the text of a page, got \"" + text + "\"");
            }
            return computing(stage, "digest", grain(Integer.parseInt(page.group(1))));
        }

        private static int grain(int page) {
            return 60_000 + 500 * page;
        }
    }

    /** The main exercise: ten thousand sleepers in the time of one. */
    public final Exercise<Night> q1 = exercise(Assignment.of("q1", Night.class, "Ten thousand in the time of one")
            .minutes(10)
            .within(seconds(20))
            .baseline("one sleeper", stage -> new Bed(stage).sleep())
            .trial(
                    "one night",
                    (answer, stage) -> {
                        answer.night(new Bed(stage), CROWD);
                        return "";
                    },
                    noTaskLeft(),
                    count().exactly(CROWD),
                    ranOnVirtualThreads(),
                    ratioTo("one sleeper").atMost(2))
            .hints(
                    "The rule of lesson 01: the number of tasks, divided by how many may run at once. What is the divisor here?",
                    "A pool of any size is a limit. A virtual thread is cheap enough to make one for each sleeper.",
                    "Executors.newVirtualThreadPerTaskExecutor() in a try: the end of the block waits for all."
                            + " Or keep the threads in a list, and join each in a second loop.")
            .mutant("PoolOfVirtual", "ratio")
            .mutant("PoolOfPlatform", "ranOnVirtualThreads")
            .mutant("ForgetsToJoin", "noTaskLeft")
            .mutant("OneTooFew", "count"));

    /** Computing, on as many threads as there are processors. */
    public final Exercise<Counts> q2 = exercise(Assignment.of("q2", Counts.class, "A pool of cores")
            .minutes(10)
            .trial(
                    "the counts",
                    (answer, stage) -> answer.counts(new Primes(stage), limits()),
                    that("result", run -> resultEquals(counts()).judge(run)),
                    count().exactly(limits().size()),
                    noTaskLeft(),
                    ranOnPlatformThreads(),
                    maxInFlight().exactly(CORES))
            .hints(
                    "Computing belongs on platform threads, because there the others get their turn.",
                    "More threads than processors make nothing quicker. Executors.newFixedThreadPool, of what size?",
                    "Start all, keeping the futures in a list; then get each in the order of the list. Close the pool: try does.")
            .mutant("OnVirtualThreads", "ranOnPlatformThreads")
            .mutant("AThreadForEach", "maxInFlight")
            .mutant("LeavesThePool", "noTaskLeft")
            .mutant("InOrderOfEnd", "result"));

    /** The open one: waiting here, computing there. */
    public final Exercise<Digests> q3 = exercise(Assignment.of("q3", Digests.class, "Wait here, compute there")
            .minutes(20)
            .trial(
                    "the pages",
                    (answer, stage) -> answer.digests(new Pages(stage), new Mill(stage), paths()),
                    that("result", run -> resultEquals(digests()).judge(run)),
                    requestsPerUrl().exactly(1),
                    noTaskLeft(),
                    maxInFlight().exactly(PAGES),
                    ranOnPlatformThreads(),
                    peak("computing").atMost(CORES))
            .hints(
                    "Two executors: a virtual thread for each page, and a pool of cores for the mill.",
                    "The task of a page fetches, gives the text to the pool, and waits for the future that it gets.",
                    "Close the pool last: it must outlive the tasks that use it. In a try, what is opened first is closed last.")
            .mutant("DigestsWhereItFetches", "ranOnPlatformThreads")
            .mutant("FetchesOnTheCores", "maxInFlight")
            .mutant("AThreadForEachDigest", "peak computing")
            .mutant("InOrderOfArrival", "result"));

    Lesson02() {
        super("02");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson02 open() {
        return opened(new Lesson02());
    }

    /**
     * Starts {@code threads} platform threads, then as many virtual ones, each kind in a JVM of its own, and measures what they
     * take while all of them sleep. Takes some seconds; an interrupt ends it. Where the system allows fewer, it says so.
     *
     * @param threads from 1 to 20,000
     * @throws IOException if the other JVM does not start or breaks off
     */
    public ThreadCost costOf(int threads) throws IOException, InterruptedException {
        return ThreadCost.measure(threads);
    }

    /**
     * Runs {@code work} and tells which waits of virtual threads kept their carriers meanwhile, and why.
     *
     * @throws Exception whatever {@code work} throws
     */
    public Pins pins(Lab.Work work) throws Exception {
        return Pins.during(work);
    }

    /** Runs {@code work} in this thread, called back from C code; throws whatever that throws. */
    public void fromC(Lab.Work work) throws Exception {
        NativeFrame.under(work);
    }

    private static long computing(Stage stage, String name, int limit) {
        var computing = stage.level("computing");
        computing.add(1);
        try {
            return stage.call(name, () -> primesBelow(limit));
        } catch (Exception e) {
            throw new AssertionError("counting throws nothing", e);
        } finally {
            computing.add(-1);
        }
    }

    private static long primesBelow(int limit) {
        return IntStream.range(2, limit)
                .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).allMatch(d -> n % d != 0))
                .count();
    }

    /** Three for each processor, one much longer: they end in another order; all so long that threads in excess have their turn. */
    private static List<Integer> limits() {
        return IntStream.range(0, 3 * CORES)
                .mapToObj(i -> i % 3 == 0 ? 400_000 : 150_000 + 25_000 * (i % 3))
                .toList();
    }

    private static List<Long> counts() {
        var known = limits().stream().distinct().collect(Collectors.toMap(Function.identity(), Lesson02::primesBelow));
        return limits().stream().map(known::get).toList();
    }

    /** The first one takes longest: the texts do not arrive in the order of the paths. */
    private static List<String> paths() {
        return IntStream.rangeClosed(1, PAGES)
                .mapToObj(page -> "/delay/%s?page=%d".formatted(page == 1 ? "0.5" : "0.3", page))
                .toList();
    }

    private static List<Long> digests() {
        return IntStream.rangeClosed(1, PAGES)
                .mapToObj(page -> primesBelow(Mill.grain(page)))
                .toList();
    }
}
