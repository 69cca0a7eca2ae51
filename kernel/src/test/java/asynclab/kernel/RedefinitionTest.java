package asynclab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What only redefinition can do: code that is already running changes. */
final class RedefinitionTest {
    @Test
    void aThreadThatRunsSeesTheNewBodyOfAMethodAndTheNewValueOfAVariable() throws Exception {
        try (var notebook = new Notebook(Redefinition.available())) {
            notebook.run("""
                    int live = 1;
                    int step() { return live; }
                    var asked = new SynchronousQueue<Integer>();
                    var told = new SynchronousQueue<Integer>();
                    var worker = Thread.ofVirtual().start(() -> {
                        try {
                            while (asked.take() > 0) told.put(step());
                        } catch (InterruptedException e) { }
                    });""");
            var ask = "asked.put(1); told.take()";
            assertEquals(1, notebook.run(ask));
            notebook.run("live = 2;");
            assertEquals(2, notebook.run(ask));
            notebook.run("int live = 3;");
            assertEquals(3, notebook.run(ask));
            notebook.run("int step() { return -live; }");
            assertEquals(-3, notebook.run(ask));
            notebook.run("asked.put(0); worker.join();");
        }
    }

    @Test
    void anObjectGetsTheNewBodiesOfItsClassAndKeepsItsFields() throws Exception {
        try (var notebook = new Notebook(Redefinition.available())) {
            notebook.run("class Page { static int made; int links; Page() { made++; } int twice() { return links; } }");
            notebook.run("var page = new Page(); page.links = 21;");
            notebook.run(
                    "class Page { static int made; int links; Page() { made++; } int twice() { return 2 * links; } }");
            assertEquals(43, notebook.run("page.twice() + Page.made"));
        }
    }

    @Test
    void codeThatRunsAgainNamesTheCellWhereItNowStands() throws Exception {
        try (var notebook = new Notebook(Redefinition.available())) {
            var method = "\nvoid stop() { throw new IllegalStateException(\"x\"); }";
            var variable = "int n = Integer.parseInt(\"x\");";
            notebook.run(method);
            notebook.fail(variable);
            notebook.run("\n\n" + method);
            assertEquals(
                    "IllegalStateException: x\nCell 3, line 4, in stop\n    void stop() { throw new IllegalStateException(\"x\"); }",
                    notebook.failureOf("stop()")
                            .lines()
                            .limit(3)
                            .reduce((a, b) -> a + "\n" + b)
                            .orElseThrow());
            assertEquals(
                    "Cell 5, line 1",
                    notebook.failureOf(variable).lines().skip(2).findFirst().orElseThrow());
        }
    }
}
