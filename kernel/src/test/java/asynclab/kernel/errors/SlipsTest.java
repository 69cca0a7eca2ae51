package asynclab.kernel.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.kernel.Notebook;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sentences of help, with what the real compiler says, and where they must not be given. */
final class SlipsTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = Notebook.open();
        notebook.run("""
                var later = CompletableFuture.supplyAsync(() -> 20);
                Future<Integer> future = later;
                int counter = 0;
                var names = new ArrayList<String>();
                class Page implements AutoCloseable {
                    int links;
                    int links() { return links; }
                    public void close() throws Exception {}
                }
                void run(Runnable task) {}
                void call(Callable<?> task) {}""");
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    /** Cells, each with a part of the help for it after two slashes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "void nap() { Thread.sleep(10); } // put \"throws InterruptedException\" behind the method's brackets",
                "class Napper { void nap() { Thread.sleep(10); } } // put \"throws InterruptedException\"",
                "run(() -> Thread.sleep(10)); // This lambda may not throw InterruptedException",
                "run(() -> { if (counter == 0) { Thread.sleep(10); } }); // This lambda may not throw InterruptedException",
                "void nap() { run(() -> Thread.sleep(10)); } // This lambda may not throw InterruptedException",
                "Runnable r = new Runnable() { public void run() { Thread.sleep(1); } }; // put \"throws InterruptedException\"",
                "void read() { new FileReader(\"x\"); } // may end with FileNotFoundException: put \"throws FileNotFoundException\"",
                "run(() -> new FileReader(\"x\")); // This lambda may not throw FileNotFoundException: catch it",
                "void use() { try (var page = new Page()) { } } // try closes page at its end, and close() may throw too",
                "try (names) { } // has no close()",
                "try (Executors.newCachedThreadPool()) { } // try (var resource = ...) { ... }",
                "try { counter++; } catch (InterruptedException e) { } // take the catch away",
                "for (int i = 0; i < 3; i++) run(() -> System.out.println(i)); // var own = i;",
                "int sum() { int n = 0; names.forEach(x -> n += x.length()); return n; } // AtomicInteger",
                "int count() { int n = 0; names.forEach(x -> n++); return n; } // AtomicInteger",
                "int one() { return 1; counter++; } // never lets the program come here",
                "void all() { while (true) { } counter++; } // never lets the program come here",
                "int some(boolean b) { if (b) return 1; } // must end with return and a value",
                "int a = 1\nint b = 2 // put ; at the end of line 1",
                "System.out.println(1)\nSystem.out.println(2) // put ; at the end of line 1",
                "int two() { counter++ return 1; } // put ; where the mark is",
                "for (int i = 0; i < 3; i++) {\n    counter++;\n // The { of line 1 has no }",
                "System.out.println((1 + 2; // The ( of line 1 has no )",
                "String t = 'abc'; // double quotes",
                "System.out.println(\"abc); // has no \" at its end",
                "for (x : names) { } // for (var x : list)",
                "record Point(int x) { Point { counter++; } } // write public before it",
                "var client = HttpClient.newHttpClient(); // import java.net.http.HttpClient;",
                "Pattern p = null; // import java.util.regex.Pattern;",
                "new Random().ints().mapToObj(Path::of) // import java.nio.file.Path;",
                "int far(Mirror mirror) { return 1; }\nfar(null) // far is declared, but cannot be used yet: there is no class Mirror.",
                "cuonter++ // Is counter meant?",
                "System.out.printn(\"x\"); // Is println meant?",
                "Sytem.out.println(\"x\"); // Is System meant?",
                "names.ad(\"x\"); // Is add meant?",
                "new Pgae() // Is Page meant?",
                "names.get(0).length // length is a method: length()",
                "Thread.join(); // on Thread.currentThread()",
                "CompletableFuture.join(); // belongs to one object of CompletableFuture",
                "Page.links() // belongs to one object of Page",
                "int n = later; // join() waits for the value",
                "later + 1 // join() waits for the value",
                "String s = \"n = \".repeat(future); // get() waits for the value",
                "Duration d = 5; // Duration.ofSeconds(2)",
                "new HashMap<String, Duration>().put(\"x\", 5); // Duration.ofSeconds(2)",
                "long n = Duration.ofSeconds(1); // toMillis()",
                "future.get(Duration.ofSeconds(1)) // (200, TimeUnit.MILLISECONDS)",
                "Callable<Integer> c = () -> { counter++; }; // has to return a value",
                "later.thenApply(v -> { counter += v; }); // has to return a value",
                "Callable<String> c = () -> System.out.println(1); // has to return a value",
                "run(() -> { return 5; }); // Nobody takes what this lambda returns",
                "run(x -> counter++); // () -> ... takes none",
                "var x; // give it one, or write the type",
                "var x = null; // write it, as in String x = null;",
                "var f = () -> 1; // A lambda alone has no type",
                "if (counter = 1) { } // == compares",
                "var y = await later; // Java has no await",
                "await later; // Java has no await",
                "await later.get(); // Java has no await",
                "async void g() { } // Java has no async",
                "async def g(): // Java has no async",
                "asyncio.run(names) // Java has no asyncio",
                "print(\"x\") // System.out.println",
                "var none = None; // Java's word is null",
                "if (counter == 0 and counter == 1) { } // Java writes && for and",
                "for x in names: // for (var x : list)",
            })
    void isGivenFor(String cellAndHelp) {
        int at = cellAndHelp.lastIndexOf(" // ");
        var told = notebook.failureOf(cellAndHelp.substring(0, at));
        var helps = helps(told);
        assertEquals(1, helps.size(), told);
        assertTrue(helps.getFirst().contains(cellAndHelp.substring(at + 4)), told);
    }

    /** Near misses: the same errors of the compiler, but the sentence would send the learner the wrong way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int f( { return 1; }",
                "int wrong = 3 4;",
                "System.out.println(\"x\" \"y\");",
                "var zebra = quagga;",
                "names.frobnicate();",
                "new Frobnicator()",
                "gnu.frobnicate();",
                "int n = \"x\";",
                "boolean b = 1;",
                "int n = later.join() + \"x\";",
                "Duration d = \"5 s\";",
                "Future<String> f = later;",
                "CompletableFuture<String> f = later;",
                "int async = \"x\";",
                "String await = 5;",
                "names.add(await);",
                "int android = 3 4;",
                "var arr = {1, 2};",
                "run(null, null);",
                "counter = names;",
                "int x = 5; x.length();",
            })
    void isNotGivenFor(String cell) {
        var told = notebook.failureOf(cell);
        assertEquals(List.of(), helps(told), told);
    }

    private static List<String> helps(String told) {
        return told.lines().filter(line -> line.startsWith("Help: ")).toList();
    }
}
