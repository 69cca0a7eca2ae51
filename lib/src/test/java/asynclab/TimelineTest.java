package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;
import asynclab.internal.Screen;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Real recordings of short bodies. Only ratios and orders are asked for: a busy machine stretches everything. */
class TimelineTest {
    @BeforeAll
    static void warmUp() {
        Timeline.warmUp();
    }

    private static Runnable sleeper(int millis) {
        return () -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static double share(Timeline.Row row, State state) {
        return (double) row.in(state).toNanos() / row.length().toNanos();
    }

    @Test
    void threeSleepersOverlapAndTheirNamesAreTheirs() throws Exception {
        var together = new CyclicBarrier(3);
        Runnable body = () -> {
            try {
                together.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            sleeper(30).run();
        };
        var timeline = Timeline.record(() -> {
            var a = Thread.ofVirtual().name("A").start(body);
            var b = Thread.ofPlatform().name("B").start(body);
            var c = Thread.ofVirtual().name("C").start(body);
            a.join();
            b.join();
            c.join();
        });
        assertEquals(
                List.of("A", "B", "C"),
                timeline.tasks().stream().map(Timeline.Row::name).toList());
        assertEquals(3, timeline.maxOverlap());
        assertTrue(timeline.overlap() > 1.0, () -> "overlap " + timeline.overlap());
        for (var task : timeline.tasks()) {
            assertTrue(task.in(State.SLEEPING).toMillis() >= 29, task::toString);
            assertEquals(Outcome.SUCCEEDED, task.outcome());
            assertEquals(Optional.of("main"), task.parent());
        }
        assertTrue(
                timeline.main().in(State.TASK).toMillis() > 0,
                () -> timeline.main().toString());
    }

    @Test
    void workInMainAloneHasNoTasksAndNoOverlap() throws Exception {
        var timeline = Timeline.record(() -> {
            Thread.sleep(10);
            Thread.sleep(10);
        });
        assertEquals(List.of(), timeline.tasks());
        assertEquals(1.0, timeline.overlap());
        assertTrue(share(timeline.main(), State.SLEEPING) > 0.6, timeline::toString);
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

    @Test
    void childrenStandUnderTheThreadThatStartedThem() throws Exception {
        var timeline = Timeline.record(() -> {
            var parent = Thread.ofVirtual().name("parent").start(() -> {
                var child = Thread.startVirtualThread(sleeper(5));
                try {
                    child.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            var other = Thread.ofVirtual().name("other").start(sleeper(5));
            parent.join();
            other.join();
        });
        var names = timeline.tasks().stream().map(Timeline.Row::name).toList();
        assertEquals(List.of("parent", "virtual 1", "other"), names);
        assertEquals(Optional.of("parent"), timeline.task("virtual 1").parent());
        assertEquals(2, timeline.task("virtual 1").depth());
    }

    @Test
    void aThreadThatOutlivesTheBodyIsStillAlive() throws Exception {
        var hold = new Semaphore(0);
        var timeline = Timeline.record(() -> {
            var started = new CountDownLatch(1);
            Thread.ofVirtual().name("forgotten").start(() -> {
                started.countDown();
                hold.acquireUninterruptibly();
            });
            started.await();
        });
        hold.release();
        assertEquals(Outcome.ALIVE, timeline.task("forgotten").outcome());
        assertEquals(timeline.total(), timeline.task("forgotten").end());
    }

    @Test
    void threadsOfOthersAreNotShown() throws Exception {
        var over = new Semaphore(0);
        var stranger = Thread.ofVirtual().start(() -> {
            while (!over.tryAcquire()) {
                Thread.startVirtualThread(sleeper(1));
                sleeper(1).run();
            }
        });
        var timeline = Timeline.record(() -> {
            var own = Thread.ofVirtual().name("own").start(sleeper(30));
            own.join();
        });
        over.release();
        stranger.join();
        assertEquals(
                List.of("own"),
                timeline.tasks().stream().map(Timeline.Row::name).toList());
    }

    @Test
    void anOlderPoolsThreadIsShownWhileItWorks() throws Exception {
        try (var pool = Executors.newFixedThreadPool(
                1, Thread.ofPlatform().name("worker-", 1).factory())) {
            pool.submit(() -> {}).get();
            var timeline = Timeline.record(() -> {
                pool.submit(sleeper(10)).get();
                Thread.sleep(10);
                pool.submit(sleeper(10)).get();
            });
            var worker = timeline.task("worker-1");
            assertEquals(Optional.empty(), worker.parent());
            assertTrue(worker.in(State.IDLE).toMillis() >= 5, worker::toString);
            assertTrue(share(worker, State.SLEEPING) > 0.3, worker::toString);
        }
    }

    @Test
    void nestedAndSimultaneousRecordingsSeeTheirOwn() throws Exception {
        var inner = new ArrayList<Timeline>();
        var outer = Timeline.record(() -> {
            inner.add(Timeline.record(
                    () -> Thread.ofVirtual().name("in").start(sleeper(5)).join()));
            Thread.ofVirtual().name("out").start(sleeper(5)).join();
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                for (String name : List.of("left", "right")) {
                    both.submit(() -> {
                                var one = Timeline.record(() -> Thread.ofVirtual()
                                        .name(name)
                                        .start(sleeper(20))
                                        .join());
                                assertEquals(
                                        List.of(name),
                                        one.tasks().stream()
                                                .map(Timeline.Row::name)
                                                .toList());
                                return one;
                            })
                            .get();
                }
            }
        });
        assertEquals(1, inner.getFirst().tasks().size());
        assertEquals("in", outer.task("in").name());
        assertEquals("out", outer.task("out").name());
        assertEquals(Optional.of("virtual 1"), outer.task("left").parent());
    }

    @Test
    @ResourceLock("screen")
    void aBodyThatThrowsIsShownAndItsExceptionThrownOn() {
        var shown = new ArrayList<Picture>();
        Screen before = Screen.current();
        Screen.install(new Screen() {
            @Override
            public void show(Picture picture) {
                shown.add(picture);
            }

            @Override
            public Live live(Picture first) {
                throw new UnsupportedOperationException();
            }
        });
        var thrown = new IOException("bad");
        try {
            assertSame(
                    thrown,
                    assertThrows(
                            IOException.class,
                            () -> Timeline.record(() -> {
                                throw thrown;
                            })));
        } finally {
            Screen.install(before);
        }
        assertEquals(1, shown.size());
        assertTrue(shown.getFirst().text().contains("failed with IOException: bad"), shown.getFirst()::text);
    }

    @Test
    void anInterruptIsLeftForTheBodyAndAfterIt() throws Exception {
        Thread.currentThread().interrupt();
        var timeline = Timeline.record(() -> assertTrue(Thread.currentThread().isInterrupted()));
        assertTrue(Thread.interrupted());
        assertTrue(timeline.note().isEmpty(), timeline::toString);
    }

    @Test
    void aBodyOfMicrosecondsHasAPicture() throws Exception {
        var timeline = Timeline.record(() -> {});
        assertTrue(timeline.total().compareTo(Duration.ofSeconds(1)) < 0);
        assertFalse(timeline.toSvg().isEmpty());
        assertTrue(timeline.toString().contains("main"));
    }

    @Test
    void askingForAnUnknownTaskNamesSome() throws Exception {
        var timeline = Timeline.record(
                () -> Thread.ofVirtual().name("A").start(sleeper(1)).join());
        var e = assertThrows(NoSuchElementException.class, () -> timeline.task("B"));
        assertEquals("no task is named \"B\"; there are: A, main", e.getMessage());
    }
}
