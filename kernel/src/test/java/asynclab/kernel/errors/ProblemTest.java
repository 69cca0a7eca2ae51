package asynclab.kernel.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.kernel.Notebook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a learner reads of code that does not compile. */
final class ProblemTest {
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
    void aMarkStandsUnderThePlaceInTheCellsOwnLine() {
        var failure = notebook.fail("\n// a comment\nint apples = 1;\n\n\tint pears = apples + true;\n");
        assertEquals("CompilationException", failure.name());
        assertEquals(
                "line 5: bad operand types for binary operator '+': first type: int, second type: boolean",
                failure.message());
        assertEquals("""
                Cell N does not compile
                line 5: bad operand types for binary operator '+': first type: int, second type: boolean
                    int pears = apples + true;
                                ^^^^^^^^^^^^^

                Line 3 has run, the rest has not.""", Notebook.plain(String.join("\n", failure.lines())).replaceFirst("Cell \\d+", "Cell N"));
    }

    @Test
    void aTabUnderATabKeepsTheMarkInItsPlace() {
        var told = notebook.failureOf("int tabs() {\n\treturn\ttrue;\n}");
        assertTrue(told.contains("\n    \treturn\ttrue;\n    \t      \t^^^^"), told);
    }

    @Test
    void aCallWithOtherArgumentsNamesThoseThatAreTaken() {
        notebook.run("int get(String path, int times) { return times; }");
        assertTrue(notebook.fail("get(1)").message().endsWith("get takes (String, int), and is given (int)"));
        assertTrue(
                notebook.fail("new Semaphore()").message().endsWith("there is Semaphore(int), Semaphore(int,boolean)"));
    }

    @Test
    void theNamesOfJShellAndThePackagesAreLeftOut() {
        notebook.run("class Basket { int size; }");
        var told = notebook.failureOf("Map<String, Basket> all = new Basket();");
        assertTrue(told.contains("incompatible types: Basket cannot be converted to Map<String,Basket>"), told);
    }

    @Test
    void whatACallCanThrowIsNotDoubtedBeforeTheCallIsKnown() {
        var told = notebook.failureOf("try {\n    Files.readString(null);\n} catch (IOException e) {\n}");
        assertTrue(told.startsWith("Cell " + told.replaceAll("(?s)Cell (\\d+).*", "$1") + " does not compile\n"), told);
        assertTrue(told.contains("import java.nio.file.Files;"), told);
    }

    @Test
    void manyErrorsAreCut() {
        var told = notebook.failureOf(
                "void many() {\n" + "    int x = true;\n".repeat(30).replace("x", "x") + "}");
        assertTrue(told.lines().filter(line -> line.startsWith("line ")).count() <= 10, told);
    }
}
