package asynclab;

import static asynclab.TimelineSupport.share;
import static asynclab.TimelineSupport.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which threads a real recording shows, under whom, and for how long. */
class TimelineThreadsTest {
    @BeforeAll
    static void warmUp() {
        Timeline.warmUp();
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
}
