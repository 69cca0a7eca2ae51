package asynclab.lessons;

import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.peak;
import static asynclab.exercise.Evidence.requestsPerUrl;
import static asynclab.exercise.Evidence.resultEquals;

import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import asynclab.web.Faults;
import asynclab.web.Latency;
import asynclab.web.Site;
import asynclab.web.Truth;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lesson 15, the crawler: polite, rate-limited, resumable; its table and its pictures. */
public final class Lesson15 extends Lesson {
    private static final int PAGES = 60;
    private static final int AT_ONCE = 5;
    private static final Duration SLOW = Duration.ofSeconds(1);
    static final int BUSY_PAGES = 8;
    private static final int BUSY_BURST = 4;
    private static final int CALM_FIRST = 101;
    private static final int CALM_LAST = 112;

    /** q1: crawls a site. */
    @FunctionalInterface
    public interface Crawl {
        /** Fetches every page that can be reached and is allowed, once, at most so many at a time: path and title. */
        Map<String, String> crawl(SiteReader site, int atOnce) throws Exception;
    }

    /** q2: crawls two hosts. */
    @FunctionalInterface
    public interface Polite {
        /** Fetches these pages of each host, one at a time, and leaves a host alone that asks for it: their titles. */
        List<String> fetchTitles(Map<SiteReader, List<String>> pages) throws Exception;
    }

    /** q3: crawls on from where the last process ended. */
    @FunctionalInterface
    public interface Resume {
        /** Fetches every page that can be reached and is not through yet. */
        void crawl(TinyWeb web, Journal journal) throws Exception;
    }

    /** A web of a few pages, in no time. */
    public interface TinyWeb {
        /** Where a crawl begins. */
        String home();

        /** Fetches a page, and gives where it leads. */
        List<String> get(String path);
    }

    /** What a crawl writes down, safe as soon as the call returns. The process may end before and after any of them. */
    public interface Journal {
        /** Writes down that this page was found. Says whether that is new. */
        boolean find(String path);

        /** Writes down that this page is through: {@link #next} will never give it again. */
        void done(String path);

        /** The first page that was found and is not through; empty if there is none. */
        Optional<String> next();
    }

    /** The main exercise: all of a site. */
    public final Exercise<Crawl> q1 = exercise(Assignment.of("q1", Crawl.class, "Every page once")
            .minutes(25)
            .trial(
                    "a site of 60 pages",
                    (answer, stage) -> {
                        var site = slow(stage.site(15, PAGES), 30);
                        site.faults(oneLinkedFromHome(site), Faults.none().withLatency(Latency.fixed(SLOW)));
                        return compared(answer.crawl(new SiteReader(site), AT_ONCE), site.truth());
                    },
                    resultEquals("every page, with its title"),
                    Manners.allowed(),
                    requestsPerUrl().exactly(1),
                    maxInFlight().exactly(AT_ONCE),
                    Manners.nobodyWaits(),
                    noTaskLeft())
            .hints(
                    "One page of this site takes a whole second, and nobody must wait for it: fork as many tasks as may"
                            + " be at work, once, and let each take path after path.",
                    "A set says by add whether a path is new. Ask it when the link is found, not when the page is"
                            + " fetched: two pages may lead to the same third.",
                    "Count what was found and is not through: up before a path is added, down when its links are in."
                            + " At zero it is over; an empty queue says nothing. Only status 200 has a title.")
            .mutant("IgnoresRobots", "allowed")
            .mutant("EmptyIsTheEnd", "result")
            .mutant("FetchesTwice", "requestsPerUrl")
            .mutant("OneByOne", "maxInFlight")
            .mutant("Rounds", "nobodyWaits"));

    /** A host that asks for a pause gets it, and the others do not wait for it. */
    public final Exercise<Polite> q2 = exercise(Assignment.of("q2", Polite.class, "Please come back later")
            .minutes(15)
            .trial(
                    "a busy host and a calm one",
                    (answer, stage) -> {
                        var busy = stage.site(16, BUSY_PAGES);
                        busy.faults(Faults.none().withRate(BUSY_BURST, BUSY_BURST));
                        var calm = slow(stage.site(17, CALM_LAST), 80);
                        var busyReader = new SiteReader(busy);
                        var calmReader = new SiteReader(calm);
                        var titles = answer.fetchTitles(Map.of(
                                busyReader, busyReader.pages(1, BUSY_PAGES),
                                calmReader, calmReader.pages(CALM_FIRST, CALM_LAST)));
                        return compared(titles, busy.truth(), calm.truth());
                    },
                    resultEquals("every title"),
                    Manners.oneAtATime(),
                    Manners.leftAlone(),
                    Manners.othersGoOn(),
                    noTaskLeft())
            .hints(
                    "One task for each host is all you need: within it a plain loop, one page after the other.",
                    "429 speaks for the host and not for the page: until page.retryAfter() has passed, no page of that"
                            + " host may be asked for.",
                    "In the task: while the status is 429, sleep for page.retryAfter() and get the same page again."
                            + " Then the next one.")
            .mutant("HammersAfter429", "leftAlone")
            .mutant("WaitsForThePageAlone", "leftAlone")
            .mutant("StopsAllHosts", "othersGoOn")
            .mutant("GivesUp", "result"));

    /** The open one: a crash at any step loses nothing. */
    public final Exercise<Resume> q3 = exercise(Assignment.of("q3", Resume.class, "It may end at any step")
            .minutes(15)
            .trial(
                    "ended at every step",
                    (answer, stage) -> {
                        var result = Endings.tryAll(answer);
                        stage.level("number of pages fetched again").set(result.again());
                        return result.words();
                    },
                    resultEquals("every page, wherever it ended"),
                    peak("number of pages fetched again").atMost(1),
                    noTaskLeft())
            .hints(
                    "The journal is your frontier: find, next, done. Keep nothing beside it.",
                    "The process may end between any two calls. What has been written down by then, and what has not?",
                    "First write down what was found on a page, then that the page is through. The other way round, an"
                            + " end between the two loses the links.")
            .mutant("DoneFirst", "result")
            .mutant("HomeIsKnown", "result")
            .mutant("WritesAtTheEnd", "peak number of pages fetched again"));

    Lesson15() {
        super("15");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson15 open() {
        return opened(new Lesson15());
    }

    private static String oneLinkedFromHome(Site site) {
        return site.truth().page(site.home().getPath()).orElseThrow().links().stream()
                .filter(path ->
                        path.matches("/p/[0-9]+") && !path.equals(site.home().getPath()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Site slow(Site site, int millis) {
        site.faults(Faults.none().withLatency(Latency.fixed(Duration.ofMillis(millis))));
        return site;
    }

    private static String compared(Map<String, String> titles, Truth truth) {
        var missing = truth.pages().stream()
                .map(Truth.Page::path)
                .filter(path -> !titles.containsKey(path))
                .toList();
        if (!missing.isEmpty()) {
            return "%d of %d pages are missing, %s is one"
                    .formatted(missing.size(), truth.pages().size(), missing.getFirst());
        }
        return truth.pages().stream()
                .filter(page -> !page.title().equals(titles.get(page.path())))
                .findFirst()
                .map(page -> "the title of %s is \"%s\" and not \"%s\""
                        .formatted(page.path(), page.title(), titles.get(page.path())))
                .orElse("every page, with its title");
    }

    private static String compared(List<String> titles, Truth busy, Truth calm) {
        var wanted = Stream.concat(
                        busy.pages().stream().limit(BUSY_PAGES),
                        calm.pages().subList(CALM_FIRST - 1, CALM_LAST).stream())
                .map(Truth.Page::title)
                .toList();
        long missing = wanted.stream().filter(title -> !titles.contains(title)).count();
        return missing == 0 && titles.size() == wanted.size()
                ? "every title"
                : "%d titles, and %d of the %d wanted are not among them"
                        .formatted(titles.size(), missing, wanted.size());
    }
}
