package asynclab.kernel.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.junit.jupiter.api.Test;

class CellsTest {
    private final Cells cells = new Cells();

    static Message<ExecuteRequest> request(Map<String, Object> metadata) {
        var content = new ExecuteRequest("", false, true, Map.of(), true, true);
        return new Message<>(new Header<>("session", MessageType.EXECUTE_REQUEST), content, metadata, List.of());
    }

    /** Runs code as a cell: on a thread of its own that belongs to it. */
    private <T> T run(int number, Callable<T> code) throws Exception {
        var cell = cells.open(number, "", request(Map.of()));
        var main = new FutureTask<>(() -> {
            cells.enter();
            return code.call();
        });
        Thread.ofPlatform().start(main);
        try {
            return main.get();
        } finally {
            cell.close();
        }
    }

    private FutureTask<Integer> mine() {
        return new FutureTask<>(() -> cells.mine().number());
    }

    @Test
    void aThreadBelongsToTheCellThatStartedItAlsoWhileAnotherRuns() throws Exception {
        var task = mine();
        var thread = run(1, () -> Thread.ofVirtual().unstarted(() -> inner(task)));
        run(2, () -> {
            thread.start();
            return task.get();
        });
        assertEquals(1, task.get());
        assertEquals(1, Cells.of(thread).orElseThrow().number());
    }

    /** A thread started by a thread. */
    private static void inner(Runnable task) {
        Thread.ofPlatform().start(task);
    }

    @Test
    void aWorkerOfAPoolServesTheCellThatRuns() throws Exception {
        try (ExecutorService pool = run(1, () -> Executors.newFixedThreadPool(1))) {
            assertEquals(
                    1, run(1, () -> pool.submit(() -> cells.mine().number()).get()));
            assertEquals(
                    2, run(2, () -> pool.submit(() -> cells.mine().number()).get()));
        }
        try (var pool = new ForkJoinPool(1)) {
            assertEquals(
                    3, run(3, () -> pool.submit(() -> cells.mine().number()).get()));
            assertEquals(
                    4, run(4, () -> pool.submit(() -> cells.mine().number()).get()));
        }
        assertEquals(
                5,
                run(
                        5,
                        () -> CompletableFuture.supplyAsync(() -> cells.mine().number())
                                .get()));
    }

    @Test
    void anExecutorOfVirtualThreadsServesTheCellThatSubmits() throws Exception {
        try (ExecutorService executor = run(1, Executors::newVirtualThreadPerTaskExecutor)) {
            assertEquals(
                    2, run(2, () -> executor.submit(() -> cells.mine().number()).get()));
        }
    }

    @Test
    void aThreadThatInheritsNothingBelongsToTheCellThatRanLast() throws Exception {
        assertEquals(0, cells.mine().number());
        run(3, () -> 0);
        assertEquals(3, cells.mine().number());
    }

    @Test
    void theContextClassLoaderStillFindsWhatItFound() throws Exception {
        var before = new ClassLoader(CellsTest.class.getClassLoader()) {};
        var check = new FutureTask<>(() -> {
            for (int number : List.of(1, 2)) {
                cells.open(number, "", request(Map.of()));
                cells.enter();
                var loader = Thread.currentThread().getContextClassLoader();
                assertSame(before, loader.getParent());
                assertSame(CellsTest.class, loader.loadClass(CellsTest.class.getName()));
            }
            return 0;
        });
        var thread = Thread.ofPlatform().unstarted(check);
        thread.setContextClassLoader(before);
        thread.start();
        check.get();
    }

    @Test
    void aCellOfTheNotebookIsKnownByItsId() {
        var first = cells.open(1, "", request(Map.of("cellId", "a")));
        var other = cells.open(2, "", request(Map.of("cellId", "b")));
        var again = cells.open(3, "", request(Map.of("cellId", "a")));
        var third = cells.open(4, "", request(Map.of("cellId", "a")));
        assertSame(third, first.latest());
        assertSame(third, again.latest());
        assertSame(other, other.latest());
        var nameless = cells.open(5, "", request(Map.of("cellId", "")));
        cells.open(6, "", request(Map.of()));
        assertSame(nameless, nameless.latest());
    }
}
