package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void timesFallIntoAColumn() {
        Console console = console(StandardCharsets.UTF_8, false);
        console.done("Library", Duration.ofMillis(6_049));
        console.done("Python environment", Duration.ofMillis(134_960));
        assertEquals(
                List.of("✓ Library                    6.0 s", "✓ Python environment       135.0 s"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void anEncodingWithoutTheSignsGetsPlainLetters() {
        Console console = console(StandardCharsets.US_ASCII, false);
        console.done("Library", Duration.ofSeconds(1));
        console.progress("Library", Duration.ofSeconds(3), "now");
        console.problem(Problem.of("It failed.", "Mend it."), List.of());
        assertEquals("""
                + Library                    1.0 s
                . Library                    3.0 s  now

                Error: It failed.
                  What to do: Mend it.
                """, bytes.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n"));
    }

    @Test
    void colourAndControlCharactersOfToolsAreLeftOut() {
        Console console = console(StandardCharsets.UTF_8, false);
        console.problem(
                Problem.of("It failed.", "Mend it.").in(Path.of("x.log")),
                List.of("\033[31mred\033[0m\tand a bell\007"));
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("    red and a bell "), said);
        assertTrue(said.contains("More in x.log"), said);
    }

    @Test
    void onATerminalProgressIsOneLineWrittenOver() {
        Console console = console(StandardCharsets.UTF_8, true);
        console.progress("Python packages", Duration.ofSeconds(3), "x".repeat(200));
        console.done("Python packages", Duration.ofSeconds(4));
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("\r\033[K…"), said);
        assertTrue(said.contains("x\r\033[K✓ Python packages"), said);
        assertTrue(said.indexOf('\n') == said.length() - System.lineSeparator().length(), said);
    }

    private Console console(Charset charset, boolean terminal) {
        return new Console(new PrintStream(bytes, true, charset), terminal, charset);
    }
}
