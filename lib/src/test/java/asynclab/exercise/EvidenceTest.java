package asynclab.exercise;

import static asynclab.exercise.Evidence.cancelledWithin;
import static asynclab.exercise.Evidence.cleanedUpOnce;
import static asynclab.exercise.Evidence.gapsGrow;
import static asynclab.exercise.Evidence.happensBefore;
import static asynclab.exercise.Evidence.heapPerTask;
import static asynclab.exercise.Evidence.maxInFlight;
import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.overlap;
import static asynclab.exercise.Evidence.overlaps;
import static asynclab.exercise.Evidence.peak;
import static asynclab.exercise.Evidence.peakQueue;
import static asynclab.exercise.Evidence.permitsReturned;
import static asynclab.exercise.Evidence.ranOnPlatformThreads;
import static asynclab.exercise.Evidence.ranOnVirtualThreads;
import static asynclab.exercise.Evidence.ratioTo;
import static asynclab.exercise.Evidence.requestsPerUrl;
import static asynclab.exercise.Evidence.result;
import static asynclab.exercise.Evidence.resultEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import asynclab.exercise.Finding.Ruling;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What evidence says of runs made by hand: held, broken, cannot tell, each in words with its numbers. */
class EvidenceTest {
    @Test
    void resultsAreComparedAndTheDifferingPlaceIsNamed() {
        assertFinding(
                Ruling.HELD,
                "The result is right: [a, b].",
                resultEquals(List.of("a", "b")),
                Runs.of(List.of("a", "b")));
        assertFinding(
                Ruling.BROKEN,
                "Number 2 of the result is \"x\"; wanted: \"b\".",
                resultEquals(List.of("a", "b")),
                Runs.of(List.of("a", "x")));
        assertFinding(
                Ruling.BROKEN,
                "Number 1 of the result is \"b\"; wanted: \"a\". The values are right, their order is not.",
                resultEquals(List.of("a", "b")),
                Runs.of(List.of("b", "a")));
        assertFinding(
                Ruling.BROKEN,
                "The result is null; wanted: 1. Was the value forgotten?",
                resultEquals(1),
                Runs.of(null));
        assertFinding(
                Ruling.BROKEN,
                "The result is 3; wanted: an even number.",
                result(Integer.class, "an even number", n -> n % 2 == 0),
                Runs.of(3));
    }

    @Test
    void overlapIsTheTasksTimeOverTheWall() {
        var half = Runs.ofTasks(0, new double[] {0, 1}, new double[] {0, 0.5});
        assertFinding(
                Ruling.BROKEN,
                "1.50 s of 2 tasks in 1.00 s is an overlap of 1.50; wanted: at least 1.9.",
                overlap().atLeast(1.9),
                half);
        assertEquals(Ruling.HELD, overlap().atLeast(1.4).judge(half).ruling());
    }

    @Test
    void overlapOnABusyMachineCannotBeTold() {
        var busy = Runs.ofTasks(0.1, new double[] {0, 1}, new double[] {0, 0.5});
        assertEquals(Ruling.UNCLEAR, overlap().atLeast(1.9).judge(busy).ruling());
        assertEquals(Ruling.BROKEN, overlap().atLeast(2.5).judge(busy).ruling());
    }

    @Test
    void aRatioThatNoiseAloneWouldExplainIsUnclear() {
        assertEquals(
                Ruling.HELD,
                ratioTo("one by one").atMost(0.6).judge(Runs.lasting(0.5, 0)).ruling());
        assertFinding(
                Ruling.BROKEN,
                "It took 900 ms, which is 0.90 times the 1.00 s of \"one by one\"; wanted: at most 0.6.",
                ratioTo("one by one").atMost(0.6),
                Runs.lasting(0.9, 0.05));
        assertEquals(
                Ruling.UNCLEAR,
                ratioTo("one by one").atMost(0.6).judge(Runs.lasting(0.7, 0.05)).ruling());
    }

    @Test
    void aBaselineThatIsNotDeclaredIsTheAuthorsMistake() {
        assertThrows(
                IllegalStateException.class, () -> ratioTo("nobody").atMost(1).judge(Runs.lasting(1, 0)));
    }

    @Test
    void callsAreTheWitnessBeforeTheRecorder() throws Exception {
        var stage = new Stage();
        stage.call("outer", () -> stage.call("inner", () -> 1));
        assertFinding(
                Ruling.HELD,
                "There were 2 calls at once; wanted: exactly 2.",
                maxInFlight().exactly(2),
                Runs.on(stage));
        assertFinding(
                Ruling.BROKEN,
                "There were 2 calls at once; wanted: at most 1.",
                maxInFlight().atMost(1),
                Runs.on(stage));
        stage.call("inner", () -> 1);
        assertFinding(
                Ruling.BROKEN,
                "inner came twice; wanted: exactly 1.",
                requestsPerUrl().exactly(1),
                Runs.on(stage));
    }

    @Test
    void theOrderOfCallsAndMoments() throws Exception {
        var stage = new Stage();
        stage.call("a", () -> 1);
        stage.note("signal");
        stage.call("b", () -> 1);
        assertEquals(Ruling.HELD, happensBefore("a", "b").judge(Runs.on(stage)).ruling());
        assertEquals(
                Ruling.HELD, happensBefore("a", "signal").judge(Runs.on(stage)).ruling());
        assertEquals(
                Ruling.BROKEN,
                happensBefore("b", "signal").judge(Runs.on(stage)).ruling());
        assertEquals(Ruling.BROKEN, overlaps("a", "b").judge(Runs.on(stage)).ruling());
        assertFinding(Ruling.BROKEN, "c never happened.", happensBefore("a", "c"), Runs.on(stage));
    }

    @Test
    void gapsThatGrowNeedThreeAttempts() throws Exception {
        var stage = new Stage();
        stage.call("page", () -> 1);
        stage.call("page", () -> 1);
        assertFinding(
                Ruling.BROKEN,
                "page was tried 2 times; to see gaps grow takes 3.",
                gapsGrow("page", 1.5),
                Runs.on(stage));
    }

    @Test
    void permitsMustComeBackAndNoneTooMany() throws Exception {
        var stage = new Stage();
        var semaphore = stage.semaphore(3);
        assertFinding(Ruling.HELD, "All 3 permits were returned.", permitsReturned(), Runs.on(stage));
        semaphore.acquire();
        assertFinding(
                Ruling.BROKEN,
                "1 of 3 permits were never returned; wanted: all of them.",
                permitsReturned(),
                Runs.on(stage));
        semaphore.release(3);
        assertFinding(
                Ruling.BROKEN,
                "2 permits too many came back; wanted: as many as were taken.",
                permitsReturned(),
                Runs.on(stage));
    }

    @Test
    void eachCallIsCleanedUpAfterOnce() throws Exception {
        var stage = new Stage();
        assertEquals(Ruling.BROKEN, cleanedUpOnce().judge(Runs.on(stage)).ruling());
        stage.call("a", () -> 1);
        assertFinding(Ruling.BROKEN, "Cleaned up were: a 0 times; wanted: each once.", cleanedUpOnce(), Runs.on(stage));
        stage.cleanedUp("a");
        assertEquals(Ruling.HELD, cleanedUpOnce().judge(Runs.on(stage)).ruling());
        stage.cleanedUp("a");
        assertFinding(Ruling.BROKEN, "Cleaned up were: a 2 times; wanted: each once.", cleanedUpOnce(), Runs.on(stage));
    }

    @Test
    void cancellationIsMeasuredFromTheEvent() throws Exception {
        var stage = new Stage();
        stage.call("loser", () -> {
            stage.note("winner");
            return 1;
        });
        assertEquals(
                Ruling.HELD,
                cancelledWithin(Duration.ofSeconds(5), "winner")
                        .judge(Runs.on(stage))
                        .ruling());
        assertFinding(
                Ruling.BROKEN,
                "nobody never happened, so nothing was cancelled by it.",
                cancelledWithin(Duration.ofSeconds(5), "nobody"),
                Runs.on(stage));
    }

    @Test
    void peaksOfLevels() {
        var stage = new Stage();
        stage.level("queue").add(3);
        stage.level("queue").add(-3);
        assertFinding(
                Ruling.HELD,
                "The queue was 3 at its highest; wanted: at most 4.",
                peakQueue().atMost(4),
                Runs.on(stage));
        assertEquals(
                Ruling.BROKEN, peak("queue").atMost(2).judge(Runs.on(stage)).ruling());
    }

    @Test
    void kindsOfThreads() throws Exception {
        var stage = new Stage();
        stage.call("here", () -> 1);
        assertEquals(Ruling.HELD, ranOnPlatformThreads().judge(Runs.on(stage)).ruling());
        assertFinding(
                Ruling.BROKEN,
                "0 of 1 call came from virtual threads; wanted: all.",
                ranOnVirtualThreads(),
                Runs.on(stage));
    }

    @Test
    void memoryThatWasNotMeasuredCannotBeTold() {
        assertEquals(
                Ruling.UNCLEAR,
                heapPerTask().atMost(4_000).judge(Runs.on(new Stage())).ruling());
    }

    @Test
    void aTaskLeftAliveIsNamed() {
        assertEquals(Ruling.HELD, noTaskLeft().judge(Runs.of(1)).ruling());
    }

    private static void assertFinding(Ruling ruling, String words, Evidence evidence, Run run) {
        var finding = evidence.judge(run);
        assertEquals(words, finding.words());
        assertEquals(ruling, finding.ruling());
        assertEquals(evidence.property(), finding.property());
    }
}
