package asynclab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History();

    @BeforeEach
    void threeInputs() {
        history.add(1, "int a = 1;");
        history.add(2, "a + 1");
        history.add(3, "a + 1");
    }

    private static List<Integer> numbers(List<HistoryEntry> entries) {
        return entries.stream().map(HistoryEntry::getCellNumber).toList();
    }

    @Test
    void theTailIsTheLastInputsInOrder() {
        assertEquals(List.of(2, 3), numbers(history.lookupTail(2)));
        assertEquals(List.of(1, 2, 3), numbers(history.lookupTail(99)));
    }

    @Test
    void aRangeEndsBeforeItsEnd() {
        assertEquals(List.of(2), numbers(history.lookupRange(0, 2, 3)));
        assertEquals(List.of(2, 3), numbers(history.lookupRange(0, 2, 0)));
        assertEquals(List.of(), numbers(history.lookupRange(-1, 1, 3)), "there are no earlier sessions");
    }

    @Test
    void aSearchTakesStarsAndQuestionMarks() {
        assertEquals(List.of(2, 3), numbers(history.search("a ? *", 9)));
        assertEquals(List.of(), numbers(history.search("a", 9)), "the whole input is compared");
        assertEquals(List.of(1), numbers(history.search("*;", 9)));
        assertEquals(List.of(3), numbers(history.search("*", 1)));
    }

    @Test
    void equalInputsAreFoundOnceIfAsked() {
        var request = new HistoryRequest.Search(false, true, 9, "a + 1", true);
        assertEquals(List.of(List.of(0, 3, "a + 1")), history.answer(request));
    }

    @Test
    void anOutputThatIsAskedForIsEmpty() {
        assertEquals(
                List.of(List.of(0, 3, List.of("a + 1", ""))), history.answer(new HistoryRequest.Tail(true, true, 1)));
    }
}
