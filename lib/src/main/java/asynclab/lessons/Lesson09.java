package asynclab.lessons;

import static asynclab.Lab.seconds;
import static asynclab.exercise.Evidence.cancelledWithin;
import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.peak;
import static asynclab.exercise.Evidence.requestsPerUrl;
import static asynclab.exercise.Evidence.resultEquals;
import static asynclab.lessons.Flows.cancelled;
import static asynclab.lessons.Flows.serverFreed;

import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/** Lesson 09, flows: values that arrive one by one, and a consumer that says how many it can bear. */
public final class Lesson09 extends Lesson {
    private static final Duration PROMPTLY = Duration.ofMillis(200);

    /** q1: fills an album. */
    @FunctionalInterface
    public interface Darkroom {
        /** Develops up to {@code window} photos at once and adds them in order, until the album is full or all are in. */
        void fill(Photos photos, int window, Photos.Album album) throws Exception;
    }

    /** q2: makes a subscriber. */
    @FunctionalInterface
    public interface Packer {
        /** A subscriber that puts what arrives into the box, one item at a time. */
        Flow.Subscriber<String> packer(Box box) throws Exception;
    }

    /** q3: reads events. */
    @FunctionalInterface
    public interface Newsreader {
        /** Gives the data of the first {@code count} events, or of all if there are fewer, and reads no further. */
        List<String> first(HttpClient client, URI address, int count) throws Exception;
    }

    /** The main exercise: a window that moves along. */
    public final Exercise<Darkroom> q1 = exercise(Assignment.of("q1", Darkroom.class, "A window of four")
            .minutes(18)
            .trial(
                    "twenty photos",
                    (answer, stage) -> Flows.filling(answer, new Photos(stage, Photos.COUNT), Photos.COUNT),
                    resultEquals(Flows.photos(Photos.COUNT)),
                    requestsPerUrl().exactly(1),
                    maxInFlight().exactly(Flows.WINDOW),
                    peak(Photos.LEVEL).atMost(Flows.WINDOW),
                    noTaskLeft())
            .trial(
                    "an album for eight",
                    (answer, stage) -> Flows.filling(answer, new Photos(stage, Flows.ROOM), Flows.ROOM),
                    resultEquals(Flows.photos(Flows.ROOM)),
                    peak(Photos.LEVEL).atMost(Flows.WINDOW),
                    cancelledWithin(PROMPTLY, Photos.FULL),
                    noTaskLeft())
            .trial(
                    "stopped on the way",
                    (answer, stage) -> Flows.stopped(answer, new Photos(stage, 2), stage),
                    resultEquals("the interrupt was passed on"),
                    cancelledWithin(PROMPTLY, "stop"),
                    noTaskLeft())
            .within(seconds(6))
            .hints(
                    "Keep a queue of futures, in the order of the photos. How long may it become?",
                    "In turn: start photos until there are window futures in the queue, then take the first, wait for"
                            + " it, and add what it gives.",
                    "executor.submit gives a Future. A finally inside the try (...) of the executor calls shutdownNow(), before"
                            + " close() waits.")
            .mutant("AllAtOnce", "maxInFlight")
            .mutant("OneByOne", "maxInFlight")
            .mutant("InOrderOfTheEnds", "result")
            .mutant("OnlyASemaphore", "peak " + Photos.LEVEL)
            .mutant("LetsThemRun", "cancelledWithin")
            .mutant("OverfillsTheAlbum", "result")
            .mutant("DeafToTheInterrupt", "cancelledWithin"));

    /** Demand, as a subscriber says it. */
    public final Exercise<Packer> q2 = exercise(Assignment.of("q2", Packer.class, "One at a time, please")
            .minutes(12)
            .trial(
                    "ten items",
                    (answer, stage) -> Flows.publishing(answer, stage, 100, false),
                    peak(Flows.DEMAND).atMost(1),
                    resultEquals(Flows.items(10, "done")))
            .trial(
                    "a box for three",
                    (answer, stage) -> Flows.publishing(answer, stage, 3, false),
                    resultEquals(Flows.items(3)),
                    cancelled())
            .trial(
                    "the publisher fails",
                    (answer, stage) -> Flows.publishing(answer, stage, 100, true),
                    resultEquals(Flows.items(10, "failed: the source ran dry")))
            .hints(
                    "A subscriber gets nothing that it has not asked for. When does it ask for the first item?",
                    "onSubscribe keeps the subscription and calls request(1); onNext puts the item away, then asks for"
                            + " the next one.",
                    "box.put says whether there is room: if there is none, subscription.cancel() instead of request(1).")
            .mutant("AsksForAll", "peak " + Flows.DEMAND)
            .mutant("AsksOnlyOnce", "result")
            .mutant("AsksTwice", "peak " + Flows.DEMAND)
            .mutant("FallsSilent", "cancelled")
            .mutant("OverfillsTheBox", "result")
            .mutant("HidesTheFailure", "result"));

    /** The open one: a stream without an end, and a reader who goes. */
    public final Exercise<Newsreader> q3 = exercise(Assignment.of("q3", Newsreader.class, "Read three, and go")
            .minutes(12)
            .within(seconds(5))
            .trial(
                    "three of many",
                    (answer, stage) -> Flows.reading(answer, stage, Flows.MANY, Flows.MINUTE, 3),
                    resultEquals(List.of("event 0", "event 1", "event 2")),
                    serverFreed(),
                    noTaskLeft())
            .trial(
                    "three wanted, two there",
                    (answer, stage) -> Flows.reading(answer, stage, 2, 0.2, 3),
                    resultEquals(List.of("event 0", "event 1")),
                    serverFreed(),
                    noTaskLeft())
            .trial(
                    "stopped on the way",
                    Flows::stoppedReading,
                    resultEquals("the interrupt was passed on"),
                    serverFreed(),
                    noTaskLeft())
            .hints(
                    "BodyHandlers.ofInputStream() gives the body while it still arrives.",
                    "ServerEvent.read(body) is a Feed: something to loop over, and something to close.",
                    "try (var events = ServerEvent.read(answer.body())), a loop, and break when there are enough.")
            .mutant("WaitsForAll", "endsInTime")
            .mutant("LeavesTheBodyOpen", "serverFreed")
            .mutant("TakesLinesForEvents", "result")
            .mutant("InsistsOnThree", "throwsNothing")
            .mutant("SwallowsTheStop", "result"));

    Lesson09() {
        super("09");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson09 open() {
        return opened(new Lesson09());
    }
}
