package asynclab;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixedProcessorTest {
    private final Trail trail = new Trail();
    private final AtomicInteger inWork = new AtomicInteger();
    private final AtomicInteger mostInWork = new AtomicInteger();

    private int enter(int item) {
        mostInWork.accumulateAndGet(inWork.incrementAndGet(), Math::max);
        return item;
    }

    private String leave(int item) {
        inWork.decrementAndGet();
        return "done " + item;
    }

    private static List<Integer> items(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void resultsComeInTheOrderOfTheItemsAndTheLimitIsNeverPassed() throws Exception {
        var results = MixedProcessor.upTo(3, this::enter, this::leave).process(items(200));
        assertEquals(
                IntStream.range(0, 200).mapToObj(i -> "done " + i).toList(),
                results.stream().map(Task::get).toList());
        assertTrue(mostInWork.get() <= 3, mostInWork + " at once");
        assertEquals("7", results.get(7).name());
    }

    @Test
    void theLimitIsUsedInFull() throws Exception {
        var all = new CyclicBarrier(3); // opens only if three are in work at once
        var results = MixedProcessor.upTo(3, (Integer item) -> all.await(), arrival -> "met")
                .process(items(9));
        assertTrue(results.stream().allMatch(task -> task.get().equals("met")));
    }

    @Test
    void failuresOfBothStepsAreValuesAmongTheResults() throws Exception {
        var reset = new IOException("reset");
        var bug = new IllegalStateException("no title");
        var results = MixedProcessor.upTo(
                        2,
                        (Integer item) -> {
                            if (item == 1) {
                                throw reset;
                            }
                            return item;
                        },
                        item -> {
                            if (item == 2) {
                                throw bug;
                            }
                            if (item == 3) {
                                throw new StackOverflowError();
                            }
                            return item;
                        })
                .process(items(5));
        assertEquals(List.of(0, 4), List.of(results.get(0).get(), results.get(4).get()));
        assertSame(reset, results.get(1).failure().orElseThrow());
        assertSame(bug, results.get(2).failure().orElseThrow());
        assertTrue(results.get(3).failure().orElseThrow() instanceof StackOverflowError);
    }

    @Test
    void waitsOnVirtualThreadsAndComputesOnAsManyPlatformThreadsAsThereAreCores() throws Exception {
        Queue<Thread> computed = new ConcurrentLinkedQueue<>();
        var processor =
                MixedProcessor.upTo(20, (Integer item) -> Thread.currentThread().isVirtual(), virtual -> {
                    computed.add(Thread.currentThread());
                    return virtual && !Thread.currentThread().isVirtual();
                });
        assertTrue(processor.process(items(100)).stream().allMatch(Task::get));
        assertTrue(computed.stream().map(Thread::getName).distinct().count()
                <= Runtime.getRuntime().availableProcessors());
        for (var thread : computed) {
            assertTrue(thread.join(ofSeconds(10)), "the cores' threads end with the call");
        }
    }

    @Test
    void aBatchBeginsWhenTheOneBeforeHasEnded() throws Exception {
        var processor = MixedProcessor.upTo(
                        3,
                        (Integer item) -> {
                            trail.add("batch " + item / 5);
                            return item;
                        },
                        item -> item)
                .inBatchesOf(5);
        assertEquals(
                items(20), processor.process(items(20)).stream().map(Task::get).toList());
        assertEquals(trail.names().stream().sorted().toList(), trail.names());
        assertEquals(20, trail.names().size());
        assertEquals(
                13, processor.inBatchesOf(Integer.MAX_VALUE).process(items(13)).size());
        assertEquals(List.of(), processor.process(List.of()));
    }

    @OnBothKinds
    void anInterruptCancelsWhatWaitsAndWhatComputes(OnBothKinds.Kind kind) throws Exception {
        var computing = new CountDownLatch(1);
        var processor = MixedProcessor.upTo(2, (Integer item) -> item == 0 ? item : neverEnds("wait"), item -> {
            computing.countDown();
            return neverEnds("computation");
        });
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var task = scope.fork("processor", () -> processor.process(items(10)));
            computing.await();
            task.cancel();
            scope.join();
            assertEquals(Task.State.CANCELLED, task.state());
        }
        assertTrue(trail.names().contains("computation ended"), trail.names().toString());
        assertFalse(trail.names().contains("more than two"), trail.names().toString());
    }

    private int neverEnds(String what) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return 0;
        } finally {
            trail.add(what + " ended");
        }
    }

    @Test
    void aLimitOrABatchBelowOneIsRefused() {
        var limit = assertThrows(IllegalArgumentException.class, () -> MixedProcessor.upTo(0, i -> i, i -> i));
        assertEquals("limit must be >= 1 item at once, got 0", limit.getMessage());
        var processor = MixedProcessor.upTo(1, i -> i, i -> i);
        var batch = assertThrows(IllegalArgumentException.class, () -> processor.inBatchesOf(0));
        assertEquals("a batch must be >= 1 item, got 0", batch.getMessage());
    }
}
