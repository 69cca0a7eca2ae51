package asynclab.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "f();",
                "f() ; ",
                "i++;",
                "i--;",
                "new A();",
                "f(); // why\n",
                "f(\"http://x\");",
                "f(\"\\\"//\", '\"');",
                "f(\"\"\"\n//\"\"\");",
                "f(); /* a;\n b */ // c"
            })
    void callsAndStepsWithASemicolonAreStatements(String code) {
        assertTrue(Blanked.isStatement(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f()", "x;", "1 + 1;", "x", "f().x;", "", "\"();\"", "f() // ();"})
    void expressionsAreNot(String code) {
        assertFalse(Blanked.isStatement(code));
    }

    @Test
    void aLongCommentIsNoTrouble() {
        assertTrue(Blanked.isStatement("f();" + " // x\n".repeat(100_000)));
        assertFalse(Blanked.isStatement("f();" + " ".repeat(100_000) + "x"));
    }
}
