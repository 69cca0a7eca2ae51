package asynclab.lessons;

import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.resultEquals;
import static asynclab.exercise.Evidence.that;

import asynclab.exercise.Assignment;
import asynclab.exercise.Evidence;
import asynclab.exercise.Exercise;
import asynclab.exercise.Finding;
import asynclab.http.FetchRequest;
import asynclab.http.FetchSettings;
import asynclab.http.HttpFetcher;
import asynclab.web.AccessLog;
import asynclab.web.Faults;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Lesson 11, retries: backoff and jitter, what must not be repeated, Retry-After, budgets. */
public final class Lesson11 extends Lesson {
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final HttpFetcher FETCHER =
            HttpFetcher.with(FetchSettings.usual()).open(); // closed with the JVM, like the practice web

    /** q1: asks a busy service. */
    @FunctionalInterface
    public interface Persistent {
        /** Calls the service up to so many times, with growing random waits between, and gives what it says. */
        String persist(FlakyService service, int attempts) throws Exception;
    }

    /** q2: sends requests of all kinds. */
    @FunctionalInterface
    public interface Careful {
        /** Sends each request, again where that may help and does no harm, and gives the last status of each. */
        List<Integer> send(HttpFetcher fetcher, List<FetchRequest> requests, int most) throws Exception;
    }

    /** q3: waits as long as it is asked to. */
    @FunctionalInterface
    public interface Patient {
        /** Asks for a page until it comes, never before it may, within a patience: the last status. */
        int fetch(HttpFetcher fetcher, URI page, Duration patience) throws Exception;
    }

    /** The main exercise: backoff with jitter. */
    public final Exercise<Persistent> q1 = exercise(Assignment.of("q1", Persistent.class, "Again, and ever more slowly")
            .minutes(15)
            .trial(
                    "busy for three calls",
                    (answer, stage) -> FlakyService.told(answer, 3, false),
                    resultEquals("done after 4 calls"))
            .trial(
                    "busy for ever",
                    (answer, stage) -> FlakyService.told(answer, 99, false),
                    resultEquals("busy (5) after 5 calls"))
            .trial(
                    "refused",
                    (answer, stage) -> FlakyService.told(answer, 0, true),
                    resultEquals("no, and it will stay so after 1 calls"))
            .trial(
                    "three hundred callers",
                    (answer, stage) -> FlakyService.waits(answer),
                    FlakyService.bounds(),
                    FlakyService.grows(),
                    FlakyService.jitter(),
                    noTaskLeft())
            .hints(
                    "A loop that counts attempts. Catch IOException and nothing else: the refusal goes through by"
                            + " itself.",
                    "After the failure number k the limit is 0.1 s times 2 to the power of k - 1, at most 1 s. The wait"
                            + " is random between nothing and the limit.",
                    "double limit = Math.min(1, 0.1 * (1 << (k - 1))); service.pause(seconds(Math.random() * limit));"
                            + " and at k == attempts throw what was caught.")
            .mutant("AtOnce", "grows")
            .mutant("AllTogether", "jitter")
            .mutant("Linear", "grows")
            .mutant("OnTop", "bounds")
            .mutant("NoCap", "bounds")
            .mutant("RepeatsARefusal", "result")
            .mutant("OneTooMany", "result"));

    /** What may be repeated. */
    public final Exercise<Careful> q2 = exercise(Assignment.of("q2", Careful.class, "Not everything twice")
            .minutes(12)
            .trial(
                    "four requests",
                    (answer, stage) -> {
                        var site = stage.site(18, 9);
                        site.faults("/p/1", Faults.none().withFailuresFirst(2, 503));
                        site.faults("/p/2", Faults.none().withErrors(1, 404));
                        site.faults("/p/3", Faults.none().withErrors(1, 503));
                        site.faults("/p/4", Faults.none().withErrors(1, 503));
                        return answer.send(
                                FETCHER,
                                List.of(
                                        FetchRequest.get(site.url(1)),
                                        FetchRequest.get(site.url(2)),
                                        FetchRequest.postJson(site.url(3), List.of("a book")),
                                        FetchRequest.get(site.url(4))),
                                ATTEMPTS);
                    },
                    resultEquals(List.of(200, 404, 503, 503)),
                    asked("postOnce", "/p/3", "The POST", 1),
                    asked("notFoundOnce", "/p/2", "The page that is not there", 1),
                    asked("attempts", "/p/4", "The page that always fails", ATTEMPTS),
                    noTaskLeft())
            .hints(
                    "Two questions for each answer: may another attempt help? And does it do harm?",
                    "503 passes, 404 does not. A GET does no harm; a POST may have been carried out although the answer"
                            + " was 503.",
                    "Ask again while the method is GET, the status is 503 and there are attempts left. The first one"
                            + " counts.")
            .mutant("RepeatsAll", "postOnce")
            .mutant("RepeatsWhatIsNotThere", "notFoundOnce")
            .mutant("NeverAgain", "result")
            .mutant("CountsRetriesOnly", "attempts"));

    /** The open one: a wait that was asked for, and a patience that ends. */
    public final Exercise<Patient> q3 = exercise(Assignment.of("q3", Patient.class, "Not before, and not for ever")
            .minutes(15)
            .trial(
                    "a site that wants a second",
                    (answer, stage) -> {
                        var site = stage.site(19, 9);
                        site.faults(Faults.none().withRate(1, 1));
                        FETCHER.fetch(site.url(1)); // the one request that it lets through in this second
                        return answer.fetch(FETCHER, site.url(2), PATIENCE);
                    },
                    resultEquals(200),
                    leftAlone(),
                    noTaskLeft())
            .trial(
                    "a site that wants a minute",
                    (answer, stage) -> {
                        long begun = System.nanoTime();
                        int status = answer.fetch(FETCHER, stage.web().uri("/status/503?retry_after=60"), PATIENCE);
                        boolean soon = System.nanoTime() - begun < PATIENCE.toNanos() / 2;
                        return status + (soon ? ", at once" : ", after a wait that could not help");
                    },
                    resultEquals("503, at once"),
                    noTaskLeft())
            .hints(
                    "response.head().retryAfter(Instant.now()) is how long the site wants to be left alone, if it says"
                            + " so.",
                    "Make a Deadline of the patience at the top. Before you sleep, compare: does the wait fit into what"
                            + " is left?",
                    "If the wait is longer than deadline.remaining(), give the status now: to wait would be in vain.")
            .mutant("DoesNotListen", "leftAlone")
            .mutant("WaitsInVain", "result")
            .mutant("NeverWaits", "result"));

    Lesson11() {
        super("11");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson11 open() {
        return opened(new Lesson11());
    }

    private static Evidence asked(String property, String path, String what, int times) {
        return that(property, run -> {
            long seen = run.requests().stream()
                    .filter(entry -> entry.path().equals(path))
                    .count();
            return Finding.of(
                    property, seen == times, "%s was asked for %d times; wanted: %d.".formatted(what, seen, times));
        });
    }

    private static Evidence leftAlone() {
        return that("leftAlone", run -> {
            int early = AccessLog.of(run.requests()).insideRetryAfter().size();
            return Finding.of(
                    "leftAlone",
                    early == 0,
                    "The site was asked %d times before the time it had asked for was over; wanted: never."
                            .formatted(early));
        });
    }
}
