package asynclab.kernel.tasks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Cells;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** Runs code as cells, and tasks that wait until the test is over. */
final class Running implements AutoCloseable {
    final Cells cells = new Cells();
    private final CountDownLatch over = new CountDownLatch(1);

    static Message<ExecuteRequest> request(Map<String, Object> metadata, boolean stdin) {
        var content = new ExecuteRequest("", false, true, Map.of(), stdin, true);
        return new Message<>(new Header<>("session", MessageType.EXECUTE_REQUEST), content, metadata, List.of());
    }

    <T> T cell(int number, Callable<T> code) throws Exception {
        cells.open(number, "", request(Map.of(), true));
        var main = new FutureTask<>(() -> {
            cells.enter();
            return code.call();
        });
        Thread.ofPlatform().name("main").start(main);
        return main.get();
    }

    Cell last() {
        return cells.current();
    }

    /** Waits until the test is over. */
    void task() {
        try {
            over.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the thread waits for something. */
    static <T extends Thread> T waiting(T thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(thread.isAlive(), () -> thread + " has ended");
            Thread.onSpinWait();
        }
        return thread;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
