package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void withoutWordsItRuns() throws Problem {
        assertEquals(new Options(Options.Verb.RUN, Optional.empty(), true, Optional.empty()), parse(""));
    }

    @Test
    void optionsMayStandAnywhere() throws Problem {
        var wanted = new Options(Options.Verb.RUN, Optional.empty(), false, Optional.of(8890));
        assertEquals(wanted, parse("--port 8890 run --no-browser"));
        assertEquals(wanted, parse("--no-browser --port=8890"));
    }

    @Test
    void testAndBenchTakeAWord() throws Problem {
        assertEquals(Optional.of("notebooks"), parse("test notebooks").word());
        assertEquals(Optional.of("kernel"), parse("bench kernel").word());
        assertEquals(2, assertThrows(Problem.class, () -> parse("clean all")).status());
    }

    @Test
    void helpWinsOverEverythingAndNamesEveryVerb() throws Problem {
        assertEquals(Options.Verb.HELP, parse("run --help").verb());
        for (Options.Verb verb : Options.Verb.values()) {
            boolean ran = verb == Options.Verb.RUN || verb == Options.Verb.HELP;
            assertTrue(ran || Options.HELP.contains("java Lab.java " + verb.lower()), verb.lower());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "docter, doctor",
        "tset, test",
        "benhc, bench",
        "claen, clean",
        "biuld, build",
        "ru, run",
        "fromat, format"
    })
    void anUnknownVerbNamesTheNearest(String typed, String meant) {
        Problem problem = assertThrows(Problem.class, () -> parse(typed));
        assertEquals("There is no verb \"" + typed + "\". Did you mean " + meant + "?", problem.sentence());
        assertEquals(2, problem.status());
    }

    @Test
    void aWordThatIsNearNothingGetsNoGuess() {
        assertFalse(assertThrows(Problem.class, () -> parse("jupyterhub"))
                .sentence()
                .contains("mean"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "99999999999", "http", "88.8", "0x10", "٨٨٨٨"})
    void aPortIsANumberFrom1To65535(String typed) {
        Problem problem = assertThrows(Problem.class, () -> parse("--port " + typed));
        assertEquals("--port must be a number from 1 to 65535, got \"" + typed + "\".", problem.sentence());
        assertEquals(2, problem.status());
    }

    @Test
    void aPortThatIsNotGivenIsMissed() {
        assertEquals(
                "--port needs a number.",
                assertThrows(Problem.class, () -> parse("run --port")).sentence());
    }

    @Test
    void anUnknownOptionNamesTheNearest() {
        Problem problem = assertThrows(Problem.class, () -> parse("--nobrowser"));
        assertEquals("There is no option --nobrowser. Did you mean --no-browser?", problem.sentence());
    }

    private static Options parse(String line) throws Problem {
        return Options.parse(line.isEmpty() ? List.of() : Arrays.asList(line.split(" ", -1)));
    }
}
