package asynclab.kernel.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DoingTest {
    private interface Blocking {
        void run() throws InterruptedException;
    }

    private static Doing doing(Thread.Builder kind, Blocking what) throws InterruptedException {
        var thread = Running.waiting(kind.start(() -> {
            try {
                what.run();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }));
        try {
            return Doing.of(thread);
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCallThatATaskWaitsInIsNamed(boolean virtual) throws InterruptedException {
        Consumer<Doing> notIdle = doing -> assertFalse(doing.idle());
        Thread.Builder kind = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        var sleeping = doing(kind, () -> Thread.sleep(3_600_000));
        assertEquals("sleeps Thread.sleep", sleeping.state() + " " + sleeping.what());
        notIdle.accept(sleeping);
        var acquiring = doing(kind, () -> new Semaphore(0).acquire());
        assertEquals("waits Semaphore.acquire", acquiring.state() + " " + acquiring.what());
        var taking = doing(kind, () -> new LinkedBlockingQueue<>().take());
        assertEquals("waits LinkedBlockingQueue.take", taking.state() + " " + taking.what());
    }

    private static StackTraceElement frame(String type, String method, String file, int line) {
        return new StackTraceElement(type, method, file, line);
    }

    @Test
    void theLineOfTheCellIsNamed() {
        var stack = List.of(
                frame("java.lang.VirtualThread", "parkNanos", "VirtualThread.java", 1),
                frame("java.lang.Thread", "sleep", "Thread.java", 2),
                frame("REPL.$JShell$12", "lambda$do_it$$0", "Cell 7", 3),
                frame("java.lang.VirtualThread", "run", "VirtualThread.java", 4));
        var doing = Doing.of(Thread.State.TIMED_WAITING, stack.toArray(StackTraceElement[]::new));
        assertEquals(new Doing("sleeps", "Thread.sleep · Cell 7, line 3", false), doing);
    }

    @Test
    void anInnerClassOfTheJdkIsCalledByThePublicOne() {
        var stack = List.of(
                frame("java.lang.Object", "wait0", "Object.java", 1),
                frame("jdk.internal.net.http.HttpClientImpl", "send", "HttpClientImpl.java", 2),
                frame("java.net.http.HttpClientFacade$Inner", "send", "x", 3),
                frame("REPL.$JShell$1", "fetch", "$JShell$1.java", 4));
        var doing = Doing.of(Thread.State.WAITING, stack.toArray(StackTraceElement[]::new));
        assertEquals(new Doing("waits", "HttpClient.send", false), doing);
    }

    @Test
    void aThreadThatComputesRunsInItsLine() {
        var stack = new StackTraceElement[] {frame("REPL.$JShell$1", "burn", "Cell 3", 5)};
        assertEquals(new Doing("runs", "Cell 3, line 5", false), Doing.of(Thread.State.RUNNABLE, stack));
        assertEquals(new Doing("has ended", "", false), Doing.of(Thread.State.TERMINATED, new StackTraceElement[0]));
    }
}
