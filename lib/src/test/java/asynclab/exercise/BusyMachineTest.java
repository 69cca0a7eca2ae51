package asynclab.exercise;

import static asynclab.exercise.Evidence.noTaskLeft;
import static asynclab.exercise.Evidence.ratioTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.exercise.Finding.Ruling;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a busy machine's delays count for: too slow may be the machine's fault, gone on for long after the end is not. */
class BusyMachineTest {
    @Test
    void aCallThatWentOnForLongAfterTheEndIsAsGoodAsATaskLeftAlive() throws Exception {
        var stage = new Stage();
        stage.answered(() -> "too early");
        stage.call("eggs", () -> {
            Thread.sleep(350); // real time: it is the stage's clock that is tested
            return "ready";
        });
        var finding = noTaskLeft().judge(Runs.on(stage));
        assertEquals("eggs still went on after the answer had returned; wanted: no task left alive.", finding.words());
        assertEquals(Ruling.BROKEN, finding.ruling());
        var good = new Stage();
        good.answered(() -> good.call("eggs", () -> "ready"));
        assertEquals(Ruling.HELD, noTaskLeft().judge(Runs.on(good)).ruling());
    }

    @Test
    void whatWasOnlyTooSlowIsMeasuredAgainWhereTheMachineIsBusy() {
        var late = ratioTo("one by one").atMost(0.5).judge(Runs.lasting(2, 0.03));
        var wrong = Finding.broken("result", "It gave 1.");
        var busy = Duration.ofMillis(30);
        assertEquals(Ruling.BROKEN, late.ruling());
        assertFalse(Checker.canTell(List.of(late), busy));
        assertTrue(Checker.canTell(List.of(late), Duration.ofMillis(2)));
        assertTrue(Checker.canTell(List.of(late, wrong), busy));
    }
}
