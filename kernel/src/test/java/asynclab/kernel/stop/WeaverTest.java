package asynclab.kernel.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaverTest {
    private static final Duration CLEAN_UP = Duration.ofMillis(250);

    private final AtomicLong clock = new AtomicLong();
    private final Thread self = Thread.currentThread();
    private final Stop order = new Stop(self::equals, CLEAN_UP, clock::get);

    @AfterEach
    void endTheOrder() {
        Stops.remove(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static void run() { while (true) {} }",
                "static void run() { for (int i = 0; i < 10;) { i = 0; } }",
                "static void run() { for (int i = 0; i < 10; i++) { i = 0; } }",
                "static void run() { for (int i = 0; i <= Integer.MAX_VALUE; i++) {} }",
                "static void run() { for (long i = 1; i > 0; i++) { i &= 0xFF; } }",
                "static int n = 1; static void run() { do { n++; } while (n != 0); }",
                "static int n = 1; static void run() { outer: while (true) { for (int i = 0; i < 3; i++) { if (n > 0)"
                        + " continue outer; } } }",
                "static int n; static void run() { while (true) { switch (n++ % 3) { case 0: continue; case 1: break;"
                        + " default: n = 0; } } }",
                "static void run() { while (true) { var s = switch (\"a\" + 1) { case \"a1\" -> 1; case \"b\" -> 2;"
                        + " default -> 3; }; } }",
                "static void run() { run(); }",
                "static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } static void run() { fib(90); }",
                "static void run() { Runnable r = () -> { while (true) {} }; r.run(); }",
                "static void run() { Stream.iterate(1, i -> i + 1).forEach(i -> {}); }",
                "static void run() { new Object() { int n; { while (n >= 0) n &= 0xFF; } }; }",
                "static class A { A(int n) {} } static class B extends A { B() { int n = 1; while (n > 0) n = 3 - n;"
                        + " super(n); } } static void run() { new B(); }",
                "record Pair(int a, int b) { Pair { while (a == 1) b++; } } static void run() { new Pair(1, 2); }",
                "static class Slow { static int n = 1; static { while (n == 1) {} } } static void run() { try { Slow.n"
                        + " = 2; } catch (ExceptionInInitializerError e) { throw (Error) e.getCause(); } }",
                "static void run() { while (true) { try { Thread.sleep(1); } catch (InterruptedException e) {} } }",
                "static void run() { while (true) { try { work(); } catch (Exception e) {} } } static void work()"
                        + " throws Exception {}",
                "static synchronized void run() { synchronized (\"x\") { while (true) {} } }",
                "static void run() { for (Object o = 1;; ) { if (o instanceof Integer i && i > 0) { o = -i; } else { o"
                        + " = 1; } } }",
                "enum Light { RED, GREEN } static void run() { var l = Light.RED; while (true) l = switch (l) { case"
                        + " RED -> Light.GREEN; case GREEN -> Light.RED; }; }",
                "static <T> T same(T t) { return t; } static void run() { IntFunction<int[]> f = int[]::new; while"
                        + " (true) same(f.apply(1)); }",
            })
    void everyLoopCanBeStopped(String members) throws Throwable {
        var sample = Samples.woven(members);
        Stops.add(order);
        assertThrows(CellStopped.class, () -> Samples.call(sample, "run"));
    }

    @Test
    void nothingIsStoppedWithoutAnOrderOrByTheOrderForAnother() throws Throwable {
        var sample = Samples.woven(
                "public static int run() { int n = 0; for (int i = 0; i < 1000; i++) n += i; while (n > 7) n--; return"
                        + " n; }");
        assertEquals(7, Samples.call(sample, "run"));
        var other = new Stop(thread -> !thread.equals(self), CLEAN_UP, clock::get);
        Stops.add(other);
        try {
            assertEquals(7, Samples.call(sample, "run"));
        } finally {
            Stops.remove(other);
        }
    }

    @Test
    void finallyRunsWithItsLoopsAndCallsOnceItIsStopped() throws Throwable {
        var sample = Samples.woven("""
            public static String trail = "";
            public static Runnable begin;
            public static void run() {
                try { begin.run(); while (true) {} }
                finally { for (int i = 0; i < 3; i++) note(); }
            }
            static void note() { trail += "cleaned "; }
            public static String trail() { return trail; }\
            """);
        sample.getField("begin").set(null, (Runnable) () -> Stops.add(order));
        assertThrows(CellStopped.class, () -> Samples.call(sample, "run"));
        Stops.remove(order);
        assertEquals("cleaned cleaned cleaned ", Samples.call(sample, "trail"));
    }

    @Test
    void aCleanUpThatDoesNotEndIsStoppedWhenItsTimeIsOver() throws Throwable {
        var sample = Samples.woven("""
            public static Runnable begin, tick;
            public static void run() {
                try { begin.run(); while (true) {} }
                finally { while (true) tick.run(); }
            }\
            """);
        sample.getField("begin").set(null, (Runnable) () -> Stops.add(order));
        sample.getField("tick").set(null, (Runnable) () -> clock.addAndGet(CLEAN_UP.toNanos() / 10));
        assertThrows(CellStopped.class, () -> Samples.call(sample, "run"));
        assertEquals(CLEAN_UP.toNanos(), clock.get());
    }

    @Test
    void aLoopThatCatchesEverythingEndsToo() throws Throwable {
        var sample = Samples.woven("""
            public static Runnable begin, tick;
            public static void run() {
                begin.run();
                while (true) { try { inner(); } catch (Throwable t) { tick.run(); } }
            }
            static void inner() { while (true) tick.run(); }\
            """);
        sample.getField("begin").set(null, (Runnable) () -> Stops.add(order));
        sample.getField("tick").set(null, (Runnable) () -> clock.addAndGet(CLEAN_UP.toNanos() / 10));
        assertThrows(CellStopped.class, () -> Samples.call(sample, "run"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static void run() { System.exit(3); }",
                "static void run() { Runtime.getRuntime().exit(3); }",
                "static void run() { Runtime.getRuntime().halt(3); }",
                "static void run() { IntConsumer end = System::exit; end.accept(3); }",
                "static void run() { IntConsumer end = Runtime.getRuntime()::exit; end.accept(3); }",
                "static void run() { BiConsumer<Runtime, Integer> end = Runtime::halt;"
                        + " end.accept(Runtime.getRuntime(), 3); }",
                "static void run() { IntStream.of(3).forEach(System::exit); }",
                "static void run() { Runnable r = () -> System.exit(3); r.run(); }",
                "static void run() { try { System.exit(3); } catch (Exception e) {} }",
            })
    void whatWouldEndTheKernelIsRefused(String members) {
        var refused = assertThrows(Exits.ExitRefused.class, () -> Samples.call(Samples.woven(members), "run"));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("(3) would have ended the kernel"), refused.getMessage());
    }

    @Test
    void methodsOfTheSameNameElsewhereAreCalled() throws Throwable {
        var sample = Samples.woven("""
            static int exit(int n) { return n; }
            static class System { static void exit(int n) { last = n; } }
            static int last;
            public static int run() { System.exit(4); IntConsumer c = System::exit; c.accept(last + 1); return exit(last); }\
            """);
        assertEquals(5, Samples.call(sample, "run"));
    }

    @Test
    void aMethodTooLongForChecksInItsLoopsIsCheckedAtItsStartAndNamed() throws Throwable {
        var members = "static int n; public static void run() { while (n < 1) {" + "n++; n--; ".repeat(3_000)
                + "n++; } } public static int n() { return n; }";
        var sample = Samples.woven(members);
        assertTrue(Weaver.isUnstoppable(new StackTraceElement("Sample", "run", null, 1)));
        Samples.call(sample, "run");
        assertEquals(1, Samples.call(sample, "n"));
        Stops.add(order);
        assertThrows(CellStopped.class, () -> Samples.call(sample, "run"));
    }

    @Test
    void theLongestMethodTheJvmTakesIsTakenAsItIs() throws Throwable {
        // 8 bytes for each: getstatic, iconst_1, iadd, putstatic; and one for the return
        var members = "static int n; public static void run() { " + "n++; ".repeat(8_191)
                + "} public static int n() { return n; }";
        var sample = Samples.woven(members);
        Samples.call(sample, "run");
        assertEquals(8_191, Samples.call(sample, "n"));
    }

    @Test
    void everyClassOfTheLibraryStaysValid() throws Exception {
        var folder = Path.of(asynclab.Lab.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var broken = new ArrayList<String>();
        int seen = 0;
        var jar = Files.isRegularFile(folder) ? FileSystems.newFileSystem(folder) : null;
        try (jar;
                var files = Files.walk(jar == null ? folder : jar.getPath("/asynclab"))) {
            for (var file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                seen++;
                var woven = Weaver.weave(Files.readAllBytes(file));
                ClassFile.of().verify(woven).forEach(error -> broken.add(file + ": " + error.getMessage()));
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(seen > 100, "only " + seen + " classes in " + folder);
    }
}
