package asynclab.kernel.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.kernel.Notebook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a learner reads of an exception. */
final class TraceTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = Notebook.open();
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    /** Returns it without the last line, which counts the frames that are left out. */
    private static String told(String cell) {
        var told = notebook.failureOf(cell);
        assertTrue(told.matches("(?s).*\\n\\(\\d+ frames? of the JDK, libraries and the kernel: %trace\\).*"), told);
        return told.replaceAll("\\n\\(\\d+ frames? of .*\\)", "").replaceAll("Cell \\d+", "Cell N");
    }

    @Test
    void theLearnersLinesAreShownFromTheThrowOutwards() {
        var cell = """
                void add(int n) {
                    if (n == 0)
                        throw new IllegalStateException("queue is full");
                    add(n - 1);
                }

                add(1);""";
        assertEquals("""
                IllegalStateException: queue is full
                Cell N, line 3, in add
                    throw new IllegalStateException("queue is full");
                Cell N, line 4, in add
                    add(n - 1);
                Cell N, line 7
                    add(1);""", told(cell));
        var failure = notebook.fail(cell);
        assertEquals("IllegalStateException", failure.name());
        assertEquals("queue is full", failure.message());
    }

    @Test
    void aCauseFollowsWithTheLinesThatAreItsOwn() {
        assertEquals("""
                Unreadable: no settings
                Cell N, line 7, in load
                    throw new Unreadable("no settings", e);
                Cell N, line 11
                    load();

                caused by FileNotFoundException: /none/settings (No such file or directory)
                thrown by java.io.FileInputStream.open0
                Cell N, line 5, in load
                    new FileInputStream("/none/settings");""", told("""
                        class Unreadable extends RuntimeException { Unreadable(String m, Throwable t) { super(m, t); } }

                        void load() {
                            try {
                                new FileInputStream("/none/settings");
                            } catch (IOException e) {
                                throw new Unreadable("no settings", e);
                            }
                        }

                        load();"""));
    }

    @Test
    void aMessageThatOnlyRepeatsTheCauseIsLeftOut() {
        var told = told("CompletableFuture.supplyAsync(() -> Integer.parseInt(\"x1\")).join();");
        assertTrue(told.startsWith("CompletionException\nthrown by "), told);
        assertTrue(told.contains("\n\ncaused by NumberFormatException: For input string: \"x1\"\n"), told);
        assertTrue(
                told.endsWith(
                        "Cell N, line 1, in a lambda\n    CompletableFuture.supplyAsync(() -> Integer.parseInt(\"x1\")).join();"),
                told);
    }

    @Test
    void whatWasSuppressedIsShownToo() {
        var told = told("""
                var first = new IllegalStateException("first");
                first.addSuppressed(new IllegalArgumentException("second"));
                throw first;""");
        assertTrue(told.startsWith("IllegalStateException: first\nCell N, line 1\n"), told);
        assertTrue(
                told.contains("\n\nand, suppressed by it, IllegalArgumentException: second\nCell N, line 2\n"), told);
    }

    @Test
    void aRingOfCausesEnds() {
        var told = told("""
                var a = new Exception("a");
                a.initCause(new Exception("b", a));
                throw a;""");
        assertTrue(told.contains("caused by Exception: b"), told);
        assertEquals(2, told.split("Exception: ", -1).length - 1, told);
    }

    @Test
    void anOverflowOfTheStackIsShort() {
        var told = notebook.failureOf(
                "int ping(int n) { return pong(n) + 1; }\nint pong(int n) { return ping(n) + 1; }\nping(0)");
        assertTrue(told.startsWith("StackOverflowError\n"), told);
        assertTrue(told.contains("... these 2 lines called again, "), told);
        assertTrue(told.lines().count() < 10, told);
    }

    @Test
    void aStackThatIsFullInACheckpointWasFilledByTheLearner() {
        var list = new StackTraceElement("java.util.concurrent.CopyOnWriteArrayList", "size", null, 1);
        var checkpoint = new StackTraceElement("asynclab.kernel.stop.Stops", "look", null, 1);
        var own = new StackTraceElement("REPL.$JShell$7", "pong", null, 1);
        assertEquals("", Frames.thrower(new StackTraceElement[] {list, checkpoint, own}));
        assertEquals(
                "java.util.concurrent.CopyOnWriteArrayList.size",
                Frames.thrower(new StackTraceElement[] {list, own, checkpoint}));
    }

    @Test
    void lambdasTasksConstructorsAndInitializersHaveNames() {
        assertTrue(told("List.of(1).forEach(x -> {\n    throw new IllegalStateException();\n});")
                .contains("Cell N, line 2, in a lambda\n"));
        assertTrue(told("void each() { List.of(1).forEach(x -> { throw new IllegalStateException(); }); }\neach();")
                .contains("Cell N, line 1, in a lambda of each\n"));
        assertTrue(told("class Broken { Broken() { throw new IllegalStateException(); } }\nnew Broken()")
                .contains("Cell N, line 1, in new Broken\n"));
        assertTrue(told("class Config {\n    static int n = Integer.parseInt(\"many\");\n}\nConfig.n")
                .contains("Cell N, line 2, in the static initializer of Config\n"));
        assertTrue(
                told("class Outer { static class Inner { void go() { throw new IllegalStateException(); } } }\nnew Outer.Inner().go();")
                        .contains("Cell N, line 1, in Outer.Inner.go\n"));
        assertTrue(
                told("try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {\n    pool.submit(() -> 1 / 0).get();\n}")
                        .contains("caused by ArithmeticException: / by zero\nCell N, line 2, in a lambda\n"));
    }

    @Test
    void theNamesOfJShellAreLeftOut() {
        notebook.run("class Basket { int size() { return 1; } }\nBasket empty;");
        var nothing = notebook.fail("empty.size()");
        assertEquals("Cannot invoke \"Basket.size()\" because \"empty\" is null", nothing.message());
        var cast = notebook.fail("Object any = \"x\"; var basket = (Basket) any;");
        assertEquals("class java.lang.String cannot be cast to class Basket", cast.message());
    }

    @Test
    void anExceptionThatCannotSayWhatItIsDoesNoHarm() {
        var told = told("""
                class Bad extends RuntimeException {
                    public String getMessage() { throw new IllegalStateException("no"); }
                    public String toString() { throw new IllegalStateException("no"); }
                }
                throw new RuntimeException("outer", new Bad());""");
        assertTrue(
                told.contains("caused by Bad: (its message cannot be read: getMessage throws IllegalStateException)"),
                told);
        assertFalse(notebook.failures().trace().isEmpty());
    }

    @Test
    void aPrintedTraceNamesTheCellsLineToo() {
        notebook.run("\nvoid stop() {\n    throw new IllegalStateException(\"x\");\n}");
        notebook.fail("stop()");
        assertTrue(
                notebook.failures().trace().matches("(?s).*\\.stop\\(Cell \\d+:3\\)\n.*"),
                notebook.failures().trace());
    }

    @Test
    void whatEndsAThreadIsToldInTheSameWay() {
        var told = Notebook.plain(notebook.failures().uncaught(new IllegalStateException("reset")));
        assertTrue(told.startsWith("IllegalStateException: reset\n"), told);
    }
}
