package asynclab.kernel.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.kernel.tasks.Tasks.Left;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndOfCellTest {
    private static List<Thread> threads(String... names) {
        return List.of(names).stream()
                .map(name -> Thread.ofVirtual().name(name).unstarted(() -> {}))
                .toList();
    }

    @Test
    void theLineNamesTheTasksAndHowToStopThem() {
        assertEquals(
                "2 tasks of this cell are still running: fetch-1, fetch-2 · `%tasks`, `%stop 7`",
                EndOfCell.left(new Left(threads("fetch-1", "fetch-2"), List.of()), 7));
        assertEquals(
                "1 task of this cell is still running: one · `%tasks`, `%stop 8` · 2 idle pool threads left: close the"
                        + " executor",
                EndOfCell.left(new Left(threads("one"), threads("a", "b")), 8));
        assertEquals(
                "1 idle pool thread left: close the executor", EndOfCell.left(new Left(List.of(), threads("a")), 8));
    }

    @Test
    void ofManyTasksItNamesAFew() {
        var names = IntStream.range(0, 1_205).mapToObj(Integer::toString).toArray(String[]::new);
        assertEquals(
                "1,205 tasks of this cell are still running: 0, 1, 2, 3, 4 and 1,200 more · `%tasks`, `%stop 7`",
                EndOfCell.left(new Left(threads(names), List.of()), 7));
    }

    @Test
    void aWaitSaysHowLongAndWhatIsStillRunning() {
        var none = new Left(List.of(), List.of());
        assertTrue(EndOfCell.waited(2, none, Duration.ofMillis(620), 7)
                .startsWith("Waited 620 ms for 2 tasks of this cell, as "));
        var text = EndOfCell.waited(2, new Left(threads("slow"), List.of()), Duration.ofSeconds(10), 7);
        assertTrue(
                text.contains(". 1 task of this cell is still running: slow · ")
                        && text.contains("ASYNCLAB_WAIT_FOR_TASKS=60"),
                text);
    }

    @Test
    void aCellOfAPageDoesNotWait() {
        var patience = Patience.of(Map.of());
        assertEquals(Duration.ZERO, patience.with(Running.request(Map.of("cellId", "a"), true)), "JupyterLab, VS Code");
        assertEquals(Duration.ZERO, patience.with(Running.request(Map.of("cell_id", "a"), false)), "run by the server");
        assertEquals(Duration.ZERO, patience.with(Running.request(Map.of(), true)), "jupyter console");
        assertEquals(Duration.ofSeconds(10), patience.with(Running.request(Map.of(), false)), "nbclient");
    }

    @Test
    void theEnvironmentOrACellMayAskForAnotherWait() {
        var patience = Patience.of(Map.of(Patience.VARIABLE, " 30 "));
        assertEquals(Duration.ofSeconds(30), patience.with(Running.request(Map.of("cellId", "a"), true)));
        assertTrue(patience.set("0"));
        assertEquals(Duration.ZERO, patience.with(Running.request(Map.of(), false)));
        assertTrue(patience.set("auto"));
        assertEquals(Duration.ofSeconds(10), patience.with(Running.request(Map.of(), false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "86401", "999999999999", "for ever"})
    void whatIsNoTimeChangesNothing(String text) {
        var patience = Patience.of(Map.of(Patience.VARIABLE, text));
        assertEquals(Duration.ofSeconds(10), patience.with(Running.request(Map.of(), false)));
        assertEquals(false, patience.set(text));
    }
}
