package asynclab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import asynclab.Timeline.State;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitsTest {
    private static List<Waits.Frame> stack(String calls) {
        return Arrays.stream(calls.strip().split("\\s+", -1))
                .map(WaitsTest::frame)
                .toList();
    }

    private static Waits.Frame frame(String call) {
        int dot = call.lastIndexOf('.');
        String type = call.substring(0, dot).replaceFirst("^juc\\.", "java.util.concurrent.");
        return new Waits.Frame(type, call.substring(dot + 1));
    }

    /** Stacks as 25.0.3 has them, innermost call first. */
    @ParameterizedTest
    @CsvSource({
        "PERMIT, juc.locks.AbstractQueuedSynchronizer.acquire juc.Semaphore.acquire Mine.run",
        "LOCK, juc.locks.AbstractQueuedSynchronizer.acquire juc.locks.ReentrantLock$Sync.lock"
                + " juc.locks.ReentrantLock.lock Mine.run",
        "QUEUE, juc.locks.AbstractQueuedSynchronizer$ConditionObject.await juc.LinkedBlockingQueue.take Mine.run",
        "QUEUE, juc.LinkedTransferQueue$DualNode.await juc.SynchronousQueue$Transferer.xferLifo"
                + " juc.SynchronousQueue.take Mine.run",
        "TASK, juc.FutureTask.awaitDone juc.FutureTask.get Mine.run",
        "TASK, juc.CompletableFuture$Signaller.block juc.CompletableFuture.waitingGet juc.CompletableFuture.join"
                + " Mine.run",
        "TASK, juc.CountDownLatch.await java.lang.VirtualThread.joinNanos java.lang.Thread.join Mine.run",
        "TASK, juc.CountDownLatch.await juc.ThreadPerTaskExecutor.awaitTermination juc.ThreadPerTaskExecutor.close"
                + " Mine.run",
        "TASK, juc.CountDownLatch.await asynclab.Tasks.await asynclab.TaskScope.join Mine.run",
        "HTTP, juc.CompletableFuture.get jdk.internal.net.http.HttpClientImpl.send"
                + " jdk.internal.net.http.HttpClientFacade.send Mine.run",
        "NETWORK, java.lang.VirtualThread.park sun.nio.ch.Poller.poll sun.nio.ch.NioSocketImpl.park"
                + " java.net.Socket$SocketInputStream.read Mine.run",
        "WAITING, juc.CountDownLatch.await Mine.run",
        "WAITING, java.lang.Object.wait Mine.run",
        "WAITING, Mine.run",
        "IDLE, juc.LinkedBlockingQueue.take juc.ThreadPoolExecutor.getTask juc.ThreadPoolExecutor.runWorker"
                + " java.lang.Thread.run",
        "PERMIT, juc.locks.LockSupport.parkNanos asynclab.Ticker$Machine.sleep asynclab.RateLimiter.acquire Mine.run",
        "PERMIT, juc.locks.ReentrantLock.lockInterruptibly asynclab.RateLimiter.acquire Mine.run",
        "QUEUE, juc.Semaphore.acquire asynclab.FeedProducer.put Mine.run",
        "SLEEPING, juc.locks.LockSupport.parkNanos asynclab.Ticker$Machine.sleep asynclab.Retry.call Mine.run",
        "PERMIT, juc.Semaphore.acquire 0x00000000331c2800.run Mine.call juc.FutureTask.get Mine.run"
    })
    void theOutermostCallThatMeansSomethingWins(State state, String calls) {
        assertEquals(state, Waits.of(stack(calls)).state());
    }
}
