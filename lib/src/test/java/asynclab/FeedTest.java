package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FeedTest {
    private final AtomicInteger produced = new AtomicInteger();
    private final Trail trail = new Trail();

    /** 1, 2, 3 and so on, without an end. */
    private void countForEver(Feed.Sink<Integer> sink) throws InterruptedException {
        try {
            while (true) {
                sink.put(produced.get() + 1);
                produced.incrementAndGet();
            }
        } finally {
            trail.add("stopped");
        }
    }

    @Test
    void valuesComeInOrderAndThenTheEnd() throws Exception {
        try (var feed = Feed.<String>of(2, sink -> {
            for (var value : List.of("a", "b", "c", "d", "e")) {
                sink.put(value);
            }
        })) {
            var values = new ArrayList<String>();
            feed.forEach(values::add);
            assertEquals(List.of("a", "b", "c", "d", "e"), values);
            assertEquals(Optional.empty(), feed.take(), "and again");
            assertThrows(NoSuchElementException.class, () -> feed.iterator().next());
        }
    }

    @Test
    void theProducerIsNeverMoreThanTheCapacityAhead() throws Exception {
        try (var feed = Feed.of(4, this::countForEver)) {
            for (int i = 1; i <= 1_000; i++) {
                assertEquals(i, feed.take().orElseThrow());
                int ahead = produced.get() - i;
                assertTrue(ahead <= 4, ahead + " ahead");
            }
        }
    }

    @Test
    void aConsumerThatStopsEarlyStopsTheProducer() {
        try (var feed = Feed.of(4, this::countForEver)) {
            for (var value : feed) {
                if (value == 5) {
                    break;
                }
            }
        }
        assertEquals(List.of("stopped"), trail.names(), "before close returned");
        assertTrue(produced.get() <= 9, produced + " values");
    }

    @Test
    void aProducerThatSwallowsItsInterruptIsStoppedToo() {
        var feed = Feed.<Integer>of(1, sink -> {
            while (true) {
                try {
                    sink.put(1);
                } catch (InterruptedException e) {
                    trail.add("swallowed");
                }
            }
        });
        feed.close();
        assertTrue(trail.names().size() <= 1, trail.names().toString());
    }

    @Test
    void aFailureComesAfterTheValuesBeforeIt() throws Exception {
        var failure = new IOException("sensor lost");
        Feed.Producer<Integer> failing = sink -> {
            sink.put(1);
            throw failure;
        };
        try (var feed = Feed.of(5, failing)) {
            assertEquals(Optional.of(1), feed.take());
            var thrown = assertThrows(ExecutionException.class, feed::take);
            assertSame(failure, thrown.getCause());
            assertEquals("the producer failed: IOException: sensor lost", thrown.getMessage());
            assertSame(
                    failure,
                    assertThrows(
                                    CompletionException.class,
                                    () -> feed.iterator().hasNext())
                            .getCause());
        }
    }

    @OnBothKinds
    void anInterruptEndsTheWaitForAValue(Kind kind) throws Exception {
        try (var feed = Feed.<Integer>of(1, sink -> new CountDownLatch(1).await());
                var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var loops = scope.fork("loops", () -> feed.forEach(value -> trail.add("never")));
            var takes = scope.fork("takes", feed::take);
            loops.cancel();
            takes.cancel();
            scope.join();
            assertTrue(loops.failure().orElseThrow() instanceof CancellationException);
            assertEquals(List.of(Task.State.CANCELLED, Task.State.CANCELLED), List.of(loops.state(), takes.state()));
        }
    }

    @OnBothKinds
    void eachValueGoesToOneOfSeveralConsumersAndAllSeeTheEnd(Kind kind) throws Exception {
        try (var feed = Feed.<Integer>of(3, sink -> {
            for (int i = 0; i < 300; i++) {
                sink.put(i);
            }
        })) {
            var taken = new AtomicInteger();
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                for (int i = 0; i < 5; i++) {
                    scope.fork("consumer " + i, () -> feed.forEach(value -> taken.addAndGet(value)));
                }
                scope.join();
            }
            assertEquals(300 * 299 / 2, taken.get());
        }
    }

    @OnBothKinds
    void closeEndsTheWaitOfOthers(Kind kind) throws Exception {
        var feed = Feed.<Integer>of(1, sink -> new CountDownLatch(1).await());
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            scope.fork("takes", feed::take);
            scope.fork("takes too", feed::take);
            feed.close();
            feed.close();
            for (var task : scope.join()) {
                assertTrue(task.failure().orElseThrow() instanceof IllegalStateException, task.toString());
            }
        }
        assertThrows(IllegalStateException.class, feed::take);
    }

    @Test
    void badUseIsRefused() throws Exception {
        var none = assertThrows(IllegalArgumentException.class, () -> Feed.of(0, this::countForEver));
        assertEquals("a feed must have room for >= 1 value, got 0", none.getMessage());
        try (var feed = Feed.<Integer>of(1, sink -> sink.put(nothing()))) {
            assertTrue(assertThrows(ExecutionException.class, feed::take).getCause() instanceof NullPointerException);
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the mistake that is tried
    private static Integer nothing() {
        return null;
    }
}
