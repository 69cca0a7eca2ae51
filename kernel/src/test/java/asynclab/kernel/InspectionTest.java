package asynclab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Optional;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {
    private static final JShell SHELL =
            JShell.builder().executionEngine("local").build();
    private static final Inspection INSPECTION = new Inspection(SHELL, new Sources(SHELL, Optional.empty()));

    @BeforeAll
    static void declare() {
        SHELL.eval("import java.util.*;");
        SHELL.eval("/** Doubles a number. */ int twice(int x) { return 2 * x; }");
        SHELL.eval("/** A page. */ record Page(String title) { /** Shouts. */ String loud() { return title; } }");
        SHELL.eval("var page = new Page(\"a\");");
    }

    @AfterAll
    static void close() {
        SHELL.close();
    }

    /** What is shown for the place of the bar. */
    private static @Nullable String at(String code) {
        var found = INSPECTION.at(code.replace("|", ""), code.indexOf('|'));
        return found == null ? null : String.valueOf(found.getData(MIMEType.TEXT_PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"twice|", "tw|ice(2)", "twice(|2)", "twice(|", "twice (1|", "int a = 1;\ntwice|"})
    void aMethodIsFoundFromItsNameAndFromInsideItsCall(String code) {
        assertEquals("int twice(int x)\n    Doubles a number.", at(code));
    }

    @ParameterizedTest
    @CsvSource({"page.loud|, Shouts.", "Page|, A page.", "new Page(|, A page."})
    void commentsOfCellsAreShown(String code, String said) {
        assertTrue(String.valueOf(at(code)).contains(said), at(code));
    }

    @Test
    void anInnerCallIsNotTheOuterOne() {
        assertTrue(String.valueOf(at("twice(Math.abs(|")).startsWith("int Math.abs(int a)"), at("twice(Math.abs(|"));
        assertEquals("int twice(int x)\n    Doubles a number.", at("twice(Math.abs(1)|"));
    }

    @Test
    void aMethodOfAnObjectIsFoundBehindItsClass() {
        assertTrue(String.valueOf(at("String.strip|")).startsWith("String String.strip()"), at("String.strip|"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "  |", "nobody|", "1 + |1", "twice(1); |", "%nothing|"})
    void nothingIsFoundWhereNothingIs(String code) {
        assertNull(at(code));
    }

    @Test
    void aCursorOutsideTheCodeIsTakenForItsEnd() {
        var found = Objects.requireNonNull(INSPECTION.at("twice", 99));
        assertEquals(at("twice|"), String.valueOf(found.getData(MIMEType.TEXT_PLAIN)));
    }

    @Test
    void aMagicHasALineOfHelp() {
        assertTrue(String.valueOf(at("%ti|me")).startsWith("%time: "), at("%ti|me"));
    }
}
