package asynclab;

import static asynclab.TimelineSupport.share;
import static asynclab.TimelineSupport.sleeper;
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
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Real recordings of short bodies. Only ratios and orders are asked for: a busy machine stretches everything. */
class TimelineTest {
    @BeforeAll
    static void warmUp() {
        Timeline.warmUp();
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
