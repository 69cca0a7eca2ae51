package asynclab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * Does work on many items that first waits and then computes: waits on virtual threads, computes on as many platform
 * threads as there are cores, and never has more items in work than a limit.
 *
 * {@snippet :
 * var processor = MixedProcessor.upTo(3, (String url) -> fetch(url), page -> title(page));
 * for (var task : processor.process(urls)) {
 *     IO.println(task.state() == Task.State.SUCCEEDED ? task.get() : task.failure());
 * }
 * }
 *
 * <p>Why two kinds of threads: a wait needs no core, so there may be as many at once as the other side bears; computing
 * needs one, and more threads than cores only take turns. On virtual threads alone, work that computes keeps the carriers
 * from all who merely wait.
 *
 * <p>Results come in the order of the items, and a failure is a value among them: no item's failure touches another.
 * Immutable; safe for any thread, and each call has its own limit.
 *
 * @param <T> an item
 * @param <R> its result
 */
public final class MixedProcessor<T, R> {
    private static final int LONGEST_NAME = 40;

    /** A step of the work on an item. */
    @FunctionalInterface
    public interface Step<T, R> {
        /** Does it. */
        R of(T item) throws Exception;
    }

    /** Both steps of an item, the second of them on a core. */
    @FunctionalInterface
    private interface Work<T, R> {
        R of(T item, ExecutorService cores) throws Exception;
    }

    private final int limit;
    private final int batch;
    private final Work<T, R> work;

    private MixedProcessor(int limit, int batch, Work<T, R> work) {
        this.limit = limit;
        this.batch = batch;
        this.work = work;
    }

    /**
     * A processor that works on up to {@code limit} items at once.
     *
     * @param wait what is done first, on a virtual thread: a request, a query, anything that mostly waits
     * @param compute what is done with that, on a core
     * @throws IllegalArgumentException if the limit is below 1
     */
    public static <T, M, R> MixedProcessor<T, R> upTo(
            int limit, Step<? super T, ? extends M> wait, Step<? super M, ? extends R> compute) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be >= 1 item at once, got " + limit);
        }
        return new MixedProcessor<>(limit, Integer.MAX_VALUE, (item, cores) -> {
            M waitedFor = wait.of(item);
            return await(cores.submit((Callable<R>) () -> compute.of(waitedFor)));
        });
    }

    /**
     * This processor, beginning with the next {@code size} items only when the last of those before has ended. That
     * gives a moment at which a part is done as a whole, to store it say; it costs what the quick ones of a batch wait
     * for its slowest.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public MixedProcessor<T, R> inBatchesOf(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a batch must be >= 1 item, got " + size);
        }
        return new MixedProcessor<>(limit, size, work);
    }

    /**
     * Works on the items and waits for all of them. Gives a task for each, in the order of the items, with its result or
     * its failure.
     *
     * @throws InterruptedException if the current thread is interrupted: then what is in work is cancelled, what computes
     *     is interrupted too, the failures so far are suppressed, and this waits until nothing of it runs any more
     */
    public List<Task<R>> process(List<? extends T> items) throws InterruptedException {
        var results = new ArrayList<Task<R>>();
        // Made for the call: a pool that outlived it would be somebody's to close. Its threads start when needed.
        try (var cores = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("core ", 1).factory())) {
            for (int from = 0; from < items.size(); from += Math.min(batch, items.size() - from)) {
                results.addAll(process(items.subList(from, from + Math.min(batch, items.size() - from)), cores));
            }
        }
        return List.copyOf(results);
    }

    private List<Task<R>> process(List<? extends T> items, ExecutorService cores) throws InterruptedException {
        var permits = new Semaphore(limit);
        try (var scope = TaskScope.open(Joiner.<R>allWithFailures())) {
            for (T item : items) {
                // In front of the fork and not inside the task: a million items are a million turns, not threads.
                try {
                    permits.acquire();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // join throws it, with all that is to be told
                    break;
                }
                scope.fork(name(item), () -> {
                    try {
                        return work.of(item, cores);
                    } finally {
                        permits.release();
                    }
                });
            }
            return scope.join();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a scope with failures as values and without a deadline", e);
        }
    }

    private static <R> R await(Future<R> onACore) throws Exception {
        try {
            return onACore.get();
        } catch (InterruptedException e) {
            onACore.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            // The task failed with what the step threw, on whichever thread it ran.
            switch (e.getCause()) {
                case Exception failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private static String name(Object item) {
        var text = String.valueOf(item).strip();
        return text.isEmpty() ? "item" : text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }
}
