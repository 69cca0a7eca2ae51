package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.exercise.Evidence.connections;
import static asynclab.exercise.Evidence.count;
import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.peak;
import static asynclab.exercise.Evidence.requestsPerUrl;
import static asynclab.exercise.Evidence.resultEquals;
import static asynclab.exercise.Evidence.that;

import asynclab.Deadline;
import asynclab.exercise.Assignment;
import asynclab.exercise.Evidence;
import asynclab.exercise.Exercise;
import asynclab.exercise.Finding;
import asynclab.exercise.Run;
import asynclab.exercise.Stage;
import asynclab.web.AccessLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Lesson 10, HTTP: one client, limits, timeouts that end, bodies that are never whole in memory. */
public final class Lesson10 extends Lesson {
    private static final int PAGES = 100;
    private static final int AT_ONCE = 10;
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration DRIP = Duration.ofSeconds(3);
    private static final int DRIPS = 40;
    private static final long FILE = 32 << 20;
    private static final HttpClient CLIENT = HttpClient.newHttpClient(); // closed with the JVM, like the practice web

    /** q1: asks for a hundred pages. */
    @FunctionalInterface
    public interface Statuses {
        /** Asks for each page once, at most {@code limit} at a time, and gives their statuses in order. */
        List<Integer> statuses(List<URI> pages, int limit) throws Exception;
    }

    /** q2: reads a page in time, or not at all. */
    @FunctionalInterface
    public interface Reader {
        /** Gives the whole body; {@code too late} if it is not there within the limit. */
        String read(HttpClient client, URI page, Duration limit) throws Exception;
    }

    /** q3: copies a file that is larger than one wants to hold. */
    @FunctionalInterface
    public interface Copy {
        /** Writes every byte of the file to the disk, while they arrive. */
        void copy(HttpClient client, URI file, Disk disk) throws Exception;
    }

    /** A small disk: takes bytes in order, and knows how far the site is ahead of it. One thread only. */
    public static final class Disk {
        private static final int MEGABYTE = 1 << 20;

        private final Stage stage;
        private final AccessLog log;
        private final CRC32 sum = new CRC32();
        private long size;

        Disk(Stage stage, AccessLog log) {
            this.stage = stage;
            this.log = log;
        }

        /**
         * Writes the first {@code count} of these bytes.
         *
         * @throws IOException if the disk is full: nothing is that large here
         */
        public void write(byte[] bytes, int count) throws IOException {
            long sent = log.entries().stream().mapToLong(AccessLog.Entry::bytes).sum();
            stage.level("backlog (in MB)").set((sent - size) / MEGABYTE);
            if (size + count > 4 * FILE) {
                throw new IOException("the disk is full");
            }
            sum.update(bytes, 0, count);
            size += count;
        }

        String content() {
            return "%,d bytes, checksum %08x".formatted(size, sum.getValue());
        }
    }

    /** The main exercise: one client for all. */
    public final Exercise<Statuses> q1 = exercise(Assignment.of("q1", Statuses.class, "A hundred pages, one client")
            .minutes(12)
            .within(seconds(20))
            .trial(
                    "a hundred pages",
                    (answer, stage) -> {
                        stage.web();
                        return answer.statuses(pages(stage), AT_ONCE);
                    },
                    resultEquals(statuses()),
                    count().exactly(PAGES),
                    requestsPerUrl().exactly(1),
                    maxInFlight().exactly(AT_ONCE),
                    connections().atMost(AT_ONCE + 2), // one that is about to be given back may be missed by the next
                    noTaskLeft())
            .hints(
                    "A client is where connections are kept. How many clients does your answer make?",
                    "A connection is free for the next request when its body was read to the end, or thrown away by"
                            + " BodyHandlers.discarding().",
                    "try (var client = HttpClient.newHttpClient()) around the scope; in each task a permit of a"
                            + " Semaphore(limit), send, and release in finally. A 404 is an answer, not a failure.")
            .mutant("AClientForEach", "connections")
            .mutant("LeavesTheBodies", "connections")
            .mutant("AllAtOnce", "maxInFlight")
            .mutant("OneByOne", "maxInFlight")
            .mutant("AFailureForA404", "throwsNothing"));

    /** Timeouts that end the exchange, and not the waiting alone. */
    public final Exercise<Reader> q2 = exercise(Assignment.of("q2", Reader.class, "In time, or not at all")
            .minutes(12)
            .trial(
                    "a page that drips",
                    (answer, stage) -> {
                        // Given up before its connection is there, an exchange may go on unseen (JDK 25).
                        answer.read(CLIENT, stage.web().uri("/get"), DRIP);
                        var page = stage.web().uri("/drip?numbytes=" + DRIPS + "&duration=" + DRIP.toSeconds());
                        var result = answer.read(CLIENT, page, PATIENCE);
                        awaitEnd(stage); // a connection that was closed is noticed at the next byte
                        return result;
                    },
                    resultEquals("too late"),
                    gaveUp(),
                    noTaskLeft())
            .trial(
                    "an answer that does not begin",
                    (answer, stage) -> answer.read(CLIENT, stage.web().uri("/delay/2"), PATIENCE),
                    resultEquals("too late"),
                    noTaskLeft())
            .trial(
                    "a quick page",
                    (answer, stage) -> answer.read(
                            CLIENT, stage.web().uri("/drip?numbytes=12&duration=0.1"), PATIENCE.multipliedBy(6)),
                    resultEquals("*".repeat(12)),
                    noTaskLeft())
            .hints(
                    "The request's own timeout is over when the headers are there. The body may drip on for ever.",
                    "send takes an interrupt: it ends the exchange and closes the connection. Who interrupts in time?",
                    "TaskScope.<String>within(limit), one task that sends and gives the body; join throws"
                            + " TimeoutException.")
            .mutant("TimeoutOfTheRequest", "result")
            .mutant("AbandonsTheExchange", "gaveUp")
            .mutant("LooksAtTheClockLater", "gaveUp")
            .mutant("NeverReadsIt", "result"));

    /** The open one: a large body through a small memory. */
    public final Exercise<Copy> q3 = exercise(Assignment.of("q3", Copy.class, "A big file, a small memory")
            .minutes(12)
            .trial(
                    "a file of 32 MB",
                    (answer, stage) -> {
                        var file = stage.web().uri("/bytes/" + FILE);
                        var disk = new Disk(stage, stage.web().log().sinceNow());
                        answer.copy(CLIENT, file, disk);
                        return disk.content().equals(content(file)) ? "every byte, in order" : disk.content();
                    },
                    resultEquals("every byte, in order"),
                    peak("backlog (in MB)").atMost(16), // the system's own buffers hold some
                    noTaskLeft())
            .hints(
                    "ofByteArray and ofString give the body when it is whole. What gives it while it arrives?",
                    "BodyHandlers.ofInputStream(): read into one small array, again and again. read says how many"
                            + " bytes it got: seldom as many as there is room for.",
                    "for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) disk.write(buffer, n); and the stream"
                            + " in a try (...).")
            .mutant("HoldsItAll", "peak backlog (in MB)")
            .mutant("WritesWholeBuffers", "result")
            .mutant("ReadsOnce", "result"));

    Lesson10() {
        super("10");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson10 open() {
        return opened(new Lesson10());
    }

    private static List<URI> pages(Stage stage) {
        return IntStream.rangeClosed(1, PAGES)
                .mapToObj(page -> "/drip?numbytes=2000&duration=0&delay=0.06&code=" + status(page) + "&page=" + page)
                .map(stage.web()::uri)
                .toList();
    }

    private static List<Integer> statuses() {
        return IntStream.rangeClosed(1, PAGES).mapToObj(Lesson10::status).toList();
    }

    private static int status(int page) {
        return page % 20 == 7 ? 404 : 200;
    }

    /** The site's view: a client that gave up has closed the connection, one that only stopped waiting has not. */
    private static Evidence gaveUp() {
        return that("gaveUp", run -> {
            var dripped = dripped(run);
            long sent = dripped.stream().mapToLong(AccessLog.Entry::bytes).sum();
            boolean gone = !dripped.isEmpty() && dripped.stream().allMatch(AccessLog.Entry::clientGone);
            return Finding.of(
                    "gaveUp",
                    gone,
                    gone
                            ? "The connection was closed after %d of %d bytes.".formatted(sent, DRIPS)
                            : ("The site sent %d of %d bytes, and nobody hung up; wanted: an exchange that ends when the"
                                            + " time is over.")
                                    .formatted(sent, DRIPS));
        });
    }

    private static List<AccessLog.Entry> dripped(Run run) {
        return run.requests().stream()
                .filter(entry -> entry.path().startsWith("/drip"))
                .toList();
    }

    private static void awaitEnd(Stage stage) throws InterruptedException {
        var deadline = Deadline.in(DRIP.plus(PATIENCE));
        while (stage.web().log().inFlight() > 0 && !deadline.isPassed()) {
            Thread.sleep(seconds(0.02));
        }
    }

    /** What the site sends, read by ourselves. */
    private static String content(URI file) throws IOException {
        var sum = new CRC32();
        long size = 0;
        try (var in = file.toURL().openStream()) {
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sum.update(buffer, 0, n);
                size += n;
            }
        }
        return "%,d bytes, checksum %08x".formatted(size, sum.getValue());
    }
}
