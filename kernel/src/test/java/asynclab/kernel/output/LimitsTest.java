package asynclab.kernel.output;

import static org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType.OUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private final Screen screen = new Screen(new Limits(3, 20));
    private final Cell cell = Screen.cell(1);

    @ParameterizedTest
    @CsvSource({
        "a|b|,0,0,4",
        "a|b|,2,0,2",
        "a|b|,3,0,0",
        "a|b|c|d|,0,0,6",
        "a|b|c|d,0,0,6",
        "a|b,0,0,3",
        "12345|67890|,0,10,6",
        "1234567890|,0,15,0",
        "a|,0,20,0"
    })
    void wholeLinesFitWhereOneDoes(String text, long lines, long characters, int fits) {
        assertEquals(fits, new Limits(3, 20).fitting(text.replace('|', '\n'), lines, characters));
    }

    @Test
    void ofAVeryLongFirstLineThereIsShownWhatFits() {
        assertEquals(20, new Limits(3, 20).fitting("x".repeat(50), 0, 0));
    }

    @Test
    void aCharacterOfTwoPartsIsNotCut() {
        assertEquals(1, new Limits(9, 2).fitting("a\uD83D\uDE00b", 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "0", "-5", "1e3", "99999999999"})
    void whatIsNoNumberAboveZeroCountsAsNotSet(String value) {
        assertEquals(new Limits(20_000, 2_000_000), Limits.of(Map.of("ASYNCLAB_OUTPUT_LINES", value)));
    }

    @Test
    void theEnvironmentMayAskForMore() {
        assertEquals(new Limits(200_000, 20_000_000), Limits.of(Map.of("ASYNCLAB_OUTPUT_LINES", " 200000 ")));
        assertEquals(new Limits(20_000, 2_000_000), Limits.of(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1));
    }

    @Test
    void whatIsTooMuchIsInAFileThatANoteNames() throws IOException {
        for (int i = 1; i <= 6; i++) {
            screen.outbox.print(cell, OUT, "line " + i + "\n");
        }
        screen.outbox.publish(cell, new PublishDisplayData(new DisplayData("picture")));
        screen.outbox.print(cell, OUT, "line 7\n");
        var received = screen.after(20);
        assertEquals("1 out line 1\nline 2\n", received.get(0), "20 characters are two lines");
        assertTrue(
                received.get(1)
                        .startsWith(
                                "1 shown Cut here: one cell shows 3 lines or 20 characters. The rest, 4 lines so far,"
                                        + " is in "),
                received.get(1));
        assertEquals("1 shown picture", received.get(2));
        assertTrue(received.get(3).startsWith("1 changed Cut here"), received.get(3));
        assertEquals(4, received.size());
        assertEquals("line 3\nline 4\nline 5\nline 6\nline 7\n", Files.readString(file(received.get(3))));
    }

    @Test
    void theNoteChangesTwiceASecondAtMost() {
        var cut = "1234567890".repeat(3) + "\n";
        screen.outbox.print(cell, OUT, cut);
        assertEquals(2, screen.after(20).size());
        for (int i = 0; i < 10; i++) {
            screen.outbox.print(cell, OUT, cut);
            screen.after(20);
        }
        assertEquals(0, screen.after(200).size());
        assertEquals(1, screen.after(300).size());
        assertEquals(0, screen.after(10_000).size());
    }

    private static Path file(String note) {
        var path = Pattern.compile("is in (\\S+)").matcher(note);
        assertTrue(path.find(), note);
        return Path.of(path.group(1));
    }
}
