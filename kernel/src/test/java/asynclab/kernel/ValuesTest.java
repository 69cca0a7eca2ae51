package asynclab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables keep their values: where classes are redefined, and where values are copied into new ones. */
final class ValuesTest {
    private static Notebook notebook(boolean redefines) throws Exception {
        return new Notebook(redefines ? Redefinition.available() : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVariableMadeOfAnotherKeepsItsValueWhenThatIsDeclaredAnew(boolean redefines) throws Exception { // jjava 53
        try (var notebook = notebook(redefines)) {
            notebook.runAll("String dt = \"first\";", "var dt1 = dt.substring(2);", "String dt = \"override\";");
            assertEquals("rst", notebook.run("dt1"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVariableKeepsItsValueWhenTheMethodItCameFromIsDeclaredAnew(boolean redefines) throws Exception { // jjava 128
        try (var notebook = notebook(redefines)) {
            notebook.runAll("int f() { return 1; }\nvar v = f();", "int f() { return 2; }");
            assertEquals(1, notebook.run("v"));
            assertEquals(2, notebook.run("f()"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void variablesKeepTheirValuesWhenALaterCellImports(boolean redefines) throws Exception { // jjava 119
        try (var notebook = notebook(redefines)) {
            notebook.runAll(
                    "var queue = new LinkedBlockingQueue<Integer>(List.of(1, 2)); int count = 7;",
                    "Supplier<Integer> twice = () -> 2 * count; var made = new Object() { int n = 3; };",
                    "import java.util.regex.*;\nimport static java.lang.Math.*;\nimport java.nio.file.Files;");
            assertEquals(19, notebook.run("queue.size() + count - abs(-7) + twice.get() + made.n"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aValueSurvivesADeclarationOfItsNameThatDoesNotCompile(boolean redefines) throws Exception {
        try (var notebook = notebook(redefines)) {
            notebook.runAll("int x = 5; class Page { int links = 1; } var page = new Page(); page.links = 42;");
            notebook.runAll("int links() { return page.links; }");
            notebook.fail("int x = \"a\";");
            notebook.fail("await x;");
            notebook.fail("var page = new Pag();");
            notebook.fail("class Page { int links = \"s\"; }");
            notebook.fail("int links() { return \"s\"; }");
            assertEquals(47, notebook.run("x + page.links"));
            assertEquals(42, notebook.run("links()"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVariableDeclaredAnewWithoutAValueIsZeroAgain(boolean redefines) throws Exception {
        try (var notebook = notebook(redefines)) {
            notebook.runAll("int n;", "n = 7;", "int n;");
            assertEquals(0, notebook.run("n"));
            notebook.runAll("String s = \"a\";", "String s;");
            assertNull(notebook.run("s"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClassWithOtherMembersTellsWhichVariablesAreStale(boolean redefines) throws Exception {
        try (var notebook = notebook(redefines)) {
            notebook.run("record Point(int x) {}");
            notebook.run("Point p; int other = 3;\np = new Point(1);");
            notebook.run("var points = List.of(p);");
            notebook.run("record Point(int x, int y) {}");
            assertEquals(
                    List.of(
                            "Note: Point was declared anew, so p is empty again and points is gone: the old values do not"
                                    + " fit. Run cells 2, 3 again."),
                    notebook.notes());
            assertEquals(3, notebook.run("other"));
            assertTrue(notebook.failureOf("points").contains("points was lost when its type was declared anew"));
            notebook.runAll("Point p = new Point(1, 2);", "var points = List.of(p);");
            assertEquals("[Point[x=1, y=2]]", String.valueOf(notebook.run("points")));
            assertEquals(List.of(), notebook.notes());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNameDeclaredAnewIsNoNews(boolean redefines) throws Exception {
        try (var notebook = notebook(redefines)) {
            notebook.runAll("var x = 1;", "var x = \"text\";");
            assertEquals(List.of(), notebook.notes());
            assertEquals("text", notebook.run("x"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void typesOfEveryKindCanBeDeclaredAnew(boolean redefines) throws Exception {
        try (var notebook = notebook(redefines)) {
            notebook.run("""
                    sealed interface Shape permits Square, Circle {}
                    record Square(int a) implements Shape {}
                    record Circle(int r) implements Shape {}
                    enum Colour { RED }
                    interface Named { default String name() { return "one"; } }
                    class Thing implements Named {}
                    int area(Shape s) { return switch (s) { case Square q -> q.a(); case Circle c -> c.r(); }; }""");
            notebook.run("record Circle(int r, String unit) implements Shape {}");
            notebook.run("enum Colour { RED, GREEN }");
            notebook.run("interface Named { default String name() { return \"two\"; } int n(); }");
            notebook.run("class Thing implements Named { public int n() { return Colour.GREEN.ordinal(); } }");
            assertEquals(
                    "5 two 1",
                    notebook.run("area(new Circle(5, \"m\")) + \" \" + new Thing().name() + \" \" + new Thing().n()"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void genericMethodsAndLambdasInVariablesGoOnWorking(boolean redefines) throws Exception {
        try (var notebook = notebook(redefines)) {
            notebook.runAll(
                    "<T extends Comparable<T>> T best(List<T> all) { return Collections.max(all); }",
                    "Function<List<Integer>, Integer> f = all -> best(all);",
                    "<T extends Comparable<T>> T best(List<T> all) { return Collections.min(all); }");
            assertEquals(1, notebook.run("best(List.of(3, 1, 2))"));
            assertEquals(redefines ? 1 : 3, notebook.run("f.apply(List.of(3, 1, 2))"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVariableMayBeNamedLikeAParameterOfAnOverloadedMethod(boolean redefines) throws Exception {
        try (var notebook = notebook(redefines)) {
            notebook.runAll(
                    "int get(String path) { return path.length(); }",
                    "int get(Semaphore permits, String path) { permits.tryAcquire(); return get(path); }",
                    "var permits = new Semaphore(5);");
            assertEquals(4, notebook.run("get(permits, \"x\"); permits.availablePermits()"));
        }
    }
}
