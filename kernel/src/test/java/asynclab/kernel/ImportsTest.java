package asynclab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.kernel.code.Imports;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A class is compiled with the imports that its own code names, and with no others of the session. */
final class ImportsTest {
    @BeforeAll
    static void install() throws Exception {
        assertTrue(Imports.install(Redefinition.available().orElseThrow()));
    }

    @Test
    void onlyWhatIsNamedIsImported() {
        try (var notebook = Notebook.open()) {
            notebook.run("int needed = 3; int other = 4; int far(int x) { return x; } class Page {}");
            notebook.run("int sum = needed + 1;");
            var compiled = notebook.compiled("sum");
            assertTrue(compiled.contains(".needed;"), compiled);
            assertFalse(
                    compiled.contains(".other;") || compiled.contains(".far;") || compiled.contains(".Page;"),
                    compiled);
            assertTrue(compiled.contains("import java.util.*;"), compiled);
        }
    }

    @Test
    void whatIsNotWrittenIsFoundAllTheSame() throws Exception {
        try (var notebook = new Notebook(Redefinition.available())) {
            notebook.run("class page { int links = 3; } page make() { return new page(); }");
            assertEquals(3, notebook.runAll("var made = make();", "made.links")); // its type is written nowhere
            notebook.run("int twice(int x) { return 2 * x; } String twice(String x) { return x + x; }");
            assertEquals("44", notebook.run("twice(\"\" + twice(2))"));
            notebook.run("int \\u0061b = 5; int 𝒳 = 6; int größe = 7;");
            assertEquals(18, notebook.run("ab + 𝒳 + gr\\u00f6ße"));
        }
    }

    @Test
    void whatIsDeclaredAnewReachesThoseWhoUseIt() throws Exception {
        try (var notebook = new Notebook(Redefinition.available())) {
            notebook.run("int base() { return 1; } int unrelated = 9; int sum(int x) { return base() + x + later(); }");
            notebook.run("int later() { return unrelated; }");
            assertEquals(12, notebook.run("sum(2)"));
            notebook.run("int base() { return 10; }");
            assertEquals(21, notebook.run("sum(2)"));
            notebook.run("String unrelated = \"nine\"; int later() { return unrelated.length(); }");
            assertEquals(16, notebook.run("sum(2)"));
            notebook.run("long base() { return 100; } long sum(int x) { return base() + x + later(); }");
            assertEquals(106L, notebook.run("sum(2)"));
        }
    }

    @Test
    void aNameThatNobodyHasDeclaredIsAnErrorAsBefore() {
        try (var notebook = Notebook.open()) {
            notebook.run("int counter = 1;");
            assertTrue(notebook.failureOf("cuonter++").contains("Is counter meant?"));
        }
    }
}
