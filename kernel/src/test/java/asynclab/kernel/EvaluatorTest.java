package asynclab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a cell's code is run. Each test has names of its own: all share a session. */
final class EvaluatorTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = Notebook.open();
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void theValueOfTheLastExpressionIsTheCells() {
        assertEquals(3, notebook.run("int a = 1;\na + 2"));
        assertEquals(1, notebook.run("a"));
        assertEquals(1, notebook.run("a; // shown: in Java this is no statement"));
        assertNull(notebook.run("int b = 1;"));
        assertNull(notebook.run("// nothing\n"));
        assertNull(notebook.run(""));
    }

    @Test
    void aStatementShowsNoValue() {
        assertNull(notebook.run("var names = new ArrayList<String>();\nnames.add(\"x\");"));
        assertEquals(true, notebook.run("names.add(\"y\")"));
        assertNull(notebook.run("names.size(); // at the end"));
        assertEquals(");", notebook.run("\");\""));
    }

    @Test
    void aMethodMayUseWhatIsDeclaredBelowIt() {
        assertEquals(2, notebook.run("int first() { return second() + 1; }\nint second() { return 1; }\nfirst()"));
        assertEquals(List.of(), notebook.notes());
    }

    @Test
    void aMethodThatUsesWhatNobodyHasDeclaredIsToldOf() {
        notebook.run("int late() { return helper(2) + cuonter; }\nint counter = 1;");
        assertEquals(
                List.of("Note: late cannot be used yet: cannot find symbol: method helper(int)."), notebook.notes());
        var told = notebook.failureOf("late()");
        assertTrue(
                told.startsWith(
                        "UnresolvedReferenceException: late cannot be used yet: cannot find symbol: method helper(int)."),
                told);
        notebook.run("int helper(int n) { return n; }");
        assertEquals(
                "Note: late cannot be used yet: cannot find symbol: variable cuonter. Is counter meant?",
                "Note: " + notebook.fail("late()").message());
        notebook.run("int cuonter = 5;");
        assertEquals(7, notebook.run("late()"));
    }

    @Test
    void nothingRunsOfACellWhoseFormIsWrong() {
        notebook.run("var ran = new ArrayList<Integer>();");
        var told = notebook.failureOf("ran.add(1);\nran.add(2);\nif (true) {\n    ran.add(3);\n");
        assertTrue(told.contains("The { of line 3 has no }."), told);
        assertTrue(told.endsWith("Nothing of the cell has run."), told);
        assertEquals(List.of(), notebook.run("ran"));
    }

    @Test
    void aCellThatFailsHalfWaySaysHowFarItCame() {
        var thrown = notebook.failureOf("int c1 = 1;\nint c2 = c1 / 0;\n\nint c3 = 1;\nint c4 = 2;");
        assertTrue(thrown.endsWith("Lines 4 to 5 have not run."), thrown);
        var refused = notebook.failureOf("int d1 = 1;\nint d2 = 2;\nint d3 = \"x\";\nint d4 = 1;");
        assertTrue(refused.endsWith("Lines 1 to 2 have run, the rest has not."), refused);
        assertEquals(3, notebook.run("d1 + d2"));
    }

    @Test
    void allErrorsOfACellAreShownAndNotTheirConsequences() {
        var told = notebook.failureOf("int e1 = \"x\";\nint e2 = e1 + 1;\nint e3 = true;\nSystem.out.println(e1, e2);");
        assertTrue(
                told.startsWith("Cell " + told.replaceAll("(?s)Cell (\\d+).*", "$1") + " does not compile: 2 errors"),
                told);
        assertTrue(told.contains("\nline 1: incompatible types: String cannot be converted to int\n"), told);
        assertTrue(told.contains("\nline 3: incompatible types: boolean cannot be converted to int\n"), told);
    }

    @Test
    void temporaryValuesAreLetGo() {
        notebook.run("var weak = new java.lang.ref.WeakReference<Object>(null);");
        notebook.run("weak = new java.lang.ref.WeakReference<>(new byte[1_000_000]);");
        notebook.run("new byte[1_000_000]");
        assertTrue(notebook.failureOf("$1").contains("cannot find symbol: variable $1"));
    }

    @Test
    void anErrorUnderTheSameNameIsNoNewVariable() {
        notebook.fail("Undeclared undeclared;");
        assertTrue(notebook.failureOf("undeclared").contains("cannot find symbol: variable undeclared"));
    }

    @Test
    void aNameOfATypeDeclaredBelowMayBeUsedAbove() {
        assertEquals(
                4, notebook.run("int sides(Box box) { return box.n(); }\nrecord Box(int n) {}\nsides(new Box(4))"));
        assertEquals(List.of(), notebook.notes());
    }
}
