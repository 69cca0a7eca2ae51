package asynclab;

import static asynclab.TimelineSupport.share;
import static asynclab.TimelineSupport.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a row of a real recording says: one wait is told from another, and one end from another. */
class TimelineStatesTest {
    @BeforeAll
    static void warmUp() {
        Timeline.warmUp();
    }

    @Test
    void waitsAreToldApart() throws Exception {
        var permits = new Semaphore(0);
        var lock = new ReentrantLock();
        var queue = new LinkedBlockingQueue<Integer>();
        var future = new CompletableFuture<Integer>();
        var monitor = new Object();
        lock.lock();
        var timeline = Timeline.record(() -> {
            var tasks = new ArrayList<Thread>();
            tasks.add(Thread.ofVirtual().name("permit").start(permits::acquireUninterruptibly));
            tasks.add(Thread.ofVirtual().name("lock").start(() -> {
                lock.lock();
                try {
                    assertTrue(lock.isHeldByCurrentThread());
                } finally {
                    lock.unlock();
                }
            }));
            tasks.add(Thread.ofVirtual().name("queue").start(() -> assertEquals(1, uninterrupted(queue))));
            tasks.add(Thread.ofVirtual().name("future").start(() -> assertEquals(1, future.join())));
            tasks.add(Thread.ofVirtual().name("notify").start(() -> waitFor(monitor)));
            Thread.sleep(40);
            lock.unlock();
            permits.release();
            queue.add(1);
            future.complete(1);
            for (var task : tasks) {
                task.join();
            }
        });
        assertTrue(share(timeline.task("permit"), State.PERMIT) > 0.5, timeline::toString);
        assertTrue(share(timeline.task("lock"), State.LOCK) > 0.5, timeline::toString);
        assertTrue(share(timeline.task("queue"), State.QUEUE) > 0.5, timeline::toString);
        assertTrue(share(timeline.task("future"), State.TASK) > 0.5, timeline::toString);
        assertTrue(share(timeline.task("notify"), State.WAITING) > 0.5, timeline::toString);
    }

    private static int uninterrupted(LinkedBlockingQueue<Integer> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waitFor(Object monitor) {
        long until = System.nanoTime() + 30_000_000;
        synchronized (monitor) {
            while (System.nanoTime() < until) {
                try {
                    monitor.wait(30);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    @Test
    void endsAreToldApart() throws Exception {
        var timeline = Timeline.record(() -> {
            try (var executor = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("task-", 1).factory())) {
                executor.submit(sleeper(5)).get();
                var failing = executor.submit(() -> {
                    throw new IllegalStateException("no such page");
                });
                assertThrows(ExecutionException.class, failing::get);
                var endless = executor.submit(() -> {
                    Thread.sleep(10_000);
                    return 1;
                });
                Thread.sleep(10);
                endless.cancel(true);
            }
            var crashing = Thread.ofVirtual().name("crash").unstarted(() -> {
                throw new IllegalArgumentException("boom");
            });
            crashing.setUncaughtExceptionHandler((t, e) -> {});
            crashing.start();
            crashing.join();
        });
        assertEquals(Outcome.SUCCEEDED, timeline.task("task-1").outcome());
        assertEquals(Outcome.FAILED, timeline.task("task-2").outcome());
        assertEquals(
                Optional.of("IllegalStateException: no such page"),
                timeline.task("task-2").failure());
        assertEquals(Outcome.CANCELLED, timeline.task("task-3").outcome());
        assertEquals(Outcome.FAILED, timeline.task("crash").outcome());
    }
}
