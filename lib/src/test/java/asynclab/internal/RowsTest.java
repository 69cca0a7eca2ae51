package asynclab.internal;

import static asynclab.internal.Script.MAIN;
import static asynclab.internal.Script.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From what happened to rows and segments, without a recorder and without a clock. */
class RowsTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private static List<String> names(Timeline timeline) {
        return timeline.tasks().stream()
                .map(t -> "  ".repeat(t.depth()) + t.name())
                .toList();
    }

    @Test
    void aBodyAloneIsMain() {
        var timeline = new Script().waited(MAIN, State.SLEEPING, 1, 4).body(5);
        assertEquals(List.of(), timeline.tasks());
        assertEquals("running 0-1, sleeping 1-4, running 4-5: ok", told(timeline.main()));
    }

    @Test
    void timeBetweenWaitsIsRunning() {
        var timeline = new Script()
                .virtual(10, "A", MAIN, 1, 9)
                .waited(10, State.HTTP, 6, 8)
                .waited(10, State.PERMIT, 2, 5)
                .body(10);
        assertEquals(
                "running 1-2, waiting for a permit 2-5, running 5-6, waiting for HTTP 6-8, running 8-9: ok",
                told(timeline.task("A")));
    }

    @Test
    void theOutermostOfNestedWaitsWins() {
        var timeline = new Script()
                .virtual(10, "A", MAIN, 0, 10)
                .waited(10, State.LOCK, 2, 3)
                .waited(10, State.HTTP, 1, 9)
                .waited(10, State.TASK, 4, 9)
                .body(10);
        assertEquals("running 0-1, waiting for HTTP 1-9, running 9-10: ok", told(timeline.task("A")));
    }

    @Test
    void wakingForMicrosecondsIsOneWait() {
        var timeline = new Script()
                .virtual(10, "A", MAIN, 0, 10)
                .waited(10, State.PERMIT, 1, 4)
                .waited(10, State.PERMIT, 4.02, 8)
                .body(10);
        assertEquals("running 0-1, waiting for a permit 1-8, running 8-10: ok", told(timeline.task("A")));
    }

    @Test
    void twoRequestsInQuickSuccessionStayTwo() {
        var timeline = new Script()
                .virtual(10, "A", MAIN, 0, 10)
                .waited(10, State.HTTP, 1, 4)
                .waited(10, State.HTTP, 4.02, 8)
                .body(10);
        assertEquals(
                "running 0-1, waiting for HTTP 1-4, running 4-4.02, waiting for HTTP 4.02-8, running 8-10: ok",
                told(timeline.task("A")));
    }

    @Test
    void childrenComeAfterTheirParentInTheOrderTheyWereMade() {
        var timeline = new Script()
                .virtual(10, "parent", MAIN, 0, 9)
                .virtual(12, "second", MAIN, 1, 9)
                .virtual(14, "child", 10, 3, 9)
                .virtual(16, "", 14, 4, 9)
                .virtual(18, "", MAIN, 2, 9)
                .body(10);
        assertEquals(List.of("  parent", "    child", "      virtual 1", "  second", "  virtual 2"), names(timeline));
        assertEquals(Optional.of("child"), timeline.task("virtual 1").parent());
    }

    @Test
    void strangersAndTheLabsOwnThreadsAreHidden() {
        var timeline = new Script()
                .virtual(10, "mine", MAIN, 0, 9)
                .platform(12, "HttpClient-1-Worker-0", 10, 0, 9)
                .platform(14, "asynclab-live-view", MAIN, 0, 9)
                .virtual(16, "asynclab's child", 14, 1, 9)
                .platform(18, "HTTP-Dispatcher", MAIN, 0, 9)
                .virtual(20, "handler of another's request", 99, 1, 9)
                .older(30, "carrier", "CarrierThreads")
                .job(30, 1, 2)
                .body(10);
        assertEquals(List.of("  mine"), names(timeline));
    }

    @Test
    void twoThreadsThatConstructAtOnceAreBothFound() {
        // 10 and 11 went to the children, 12 and 13 to the probes
        var timeline = new Script()
                .stranger(10, "A", 1, 9)
                .stranger(11, "B", 1, 9)
                .birth(13, 0.9)
                .birth(12, 0.9)
                .body(10);
        assertEquals(List.of("  A", "  B"), names(timeline));
    }

    @Test
    void aStrangerThatConstructsInBetweenIsNotTakenForAChild() {
        var early = new Script()
                .stranger(10, "mine", 2, 9)
                .stranger(11, "stranger", 1, 9)
                .birth(12, 1.9)
                .body(10);
        assertEquals(List.of("  mine"), names(early));
        var serving = new Script()
                .stranger(10, "mine", 2, 9)
                .stranger(11, "handler", 2, 9)
                .add(new Happening.Served(11, 1))
                .birth(12, 1.9)
                .body(10);
        assertEquals(List.of("  mine"), names(serving));
    }

    @Test
    void endsAreToldApart() {
        var timeline = new Script()
                .virtual(10, "ok", MAIN, 0, 5)
                .virtual(12, "failed", MAIN, 0, 5)
                .threw(12, 2, "IOException: first", false)
                .threw(12, 4, "IllegalStateException: last", false)
                .failed(12, 4.5)
                .virtual(14, "cancelled", MAIN, 0, 5)
                .threw(14, 4, "InterruptedException", true)
                .failed(14, 4.1)
                .cancelled(14, 4.2)
                .virtual(16, "interrupted", MAIN, 0, 5)
                .threw(16, 4.9, "InterruptedException", true)
                .virtual(18, "got over it", MAIN, 0, 500)
                .threw(18, 4, "InterruptedException", true)
                .virtual(20, "alive", MAIN, 0, NEVER)
                .waited(20, State.SLEEPING, 1, 3)
                .body(600);
        var outcomes = timeline.tasks().stream()
                .map(t -> t.name() + " " + t.outcome().words())
                .toList();
        assertEquals(
                List.of(
                        "ok ok",
                        "failed failed",
                        "cancelled cancelled",
                        "interrupted cancelled",
                        "got over it ok",
                        "alive still alive"),
                outcomes);
        assertEquals(
                Optional.of("IllegalStateException: last"),
                timeline.task("failed").failure());
        assertEquals("running 0-1, sleeping 1-3, still alive 3-600: still alive", told(timeline.task("alive")));
    }

    @Test
    void aThreadThatEndsJustAfterTheBodyIsOver() {
        var timeline = new Script().virtual(10, "A", MAIN, 0, 10.5).body(10);
        assertEquals("running 0-10: ok", told(timeline.task("A")));
    }

    @Test
    void aPoolsThreadIsIdleBetweenItsJobs() {
        var timeline = new Script()
                .platform(10, "pool-1-thread-1", MAIN, 0, NEVER)
                .job(10, 1, 3)
                .waited(10, State.IDLE, 3.1, 5)
                .job(10, 5, 8)
                .waited(10, State.SLEEPING, 5, 7)
                .body(10);
        assertEquals(
                "running 1-3, idle 3-5, sleeping 5-7, running 7-8: ok",
                told(timeline.tasks().getFirst()));
    }

    @Test
    void anOlderPoolIsShownOnlyIfSomebodyHereHandedItJobs() {
        var quiet = new Script().older(30, "flusher", "main").job(30, 1, 2).body(10);
        assertEquals(List.of(), names(quiet));
        var busy = new Script()
                .older(30, "worker", "main")
                .job(30, 1, 2)
                .submitted(MAIN, 0.5)
                .body(10);
        assertEquals(List.of("worker"), names(busy));
        assertEquals(Optional.empty(), busy.task("worker").parent());
    }

    @Test
    void aScopesTaskHasItsNameAndOutcome() {
        var timeline = new Script()
                .virtual(10, "thread", MAIN, 0, 9)
                .span(10, "page", MAIN, Outcome.FAILED, 0.1, 8.9)
                .body(10);
        var page = timeline.task("page");
        assertEquals("running 0-9: failed", told(page));
        assertEquals(Optional.of("X"), page.failure());
        assertEquals(1, timeline.tasks().size());
    }

    @Test
    void namedWorkInMainHasRowsOfItsOwn() {
        var timeline = new Script()
                .span(MAIN, "A", MAIN, Outcome.SUCCEEDED, 1, 4)
                .span(MAIN, "B", MAIN, Outcome.SUCCEEDED, 4, 9)
                .waited(MAIN, State.SLEEPING, 2, 4)
                .waited(MAIN, State.SLEEPING, 4, 9)
                .body(10);
        assertEquals(List.of("  A", "  B"), names(timeline));
        assertEquals("running 1-2, sleeping 2-4: ok", told(timeline.task("A")));
        assertEquals(1, timeline.maxOverlap());
        assertEquals(0.8, timeline.overlap(), 0.001);
    }

    @Test
    void aChainOfThousandsOfThreadsIsNoTrouble() {
        var script = new Script();
        for (int i = 0; i < 5_000; i++) {
            script.virtual(10 + 2L * i, "t" + i, i == 0 ? MAIN : 8 + 2L * i, 0.001 * i, 9);
        }
        var timeline = script.body(10);
        assertEquals(5_000, timeline.tasks().size());
        assertEquals(5_000, timeline.tasks().getLast().depth());
    }

    @Test
    void overlapCountsWhatIsAliveAtOneMoment() {
        var timeline = new Script()
                .virtual(10, "A", MAIN, 0, 4)
                .virtual(12, "B", MAIN, 4, 8)
                .virtual(14, "C", MAIN, 2, 6)
                .body(8);
        assertEquals(2, timeline.maxOverlap());
        assertEquals(1.5, timeline.overlap(), 0.001);
    }
}
