package asynclab;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;

/**
 * Values that arrive one by one from a producer that runs beside its consumer, is never more than a few values ahead of
 * it, and stops when it does.
 *
 * {@snippet :
 * try (var lines = Feed.<String>of(4, sink -> {
 *     while (sensor.isOn()) {
 *         sink.put(sensor.read());     // waits while four values lie there unread
 *     }
 * })) {
 *     for (var line : lines) {
 *         if (line.isEmpty()) {
 *             break;                   // close() stops the producer
 *         }
 *     }
 * }
 * }
 *
 * <p><b>How it works.</b> Between the two is a queue of so many values. A producer that is too quick waits for room, a
 * consumer that is too quick waits for a value: that is back-pressure, and why a slow consumer costs no memory. One more
 * value than the queue holds may be in the producer's hands.
 *
 * <p>The producer runs on a virtual thread from the beginning. When it returns, the values end; when it throws, the
 * consumer gets that after the values before it. {@link #close} interrupts it and waits until it has ended; what it
 * throws then is not told, as nobody reads on. A feed that is not closed and not read to its end keeps its producer
 * waiting for ever.
 *
 * <p>Safe for any thread: several may take, and each value goes to one of them.
 *
 * @param <T> a value
 */
public final class Feed<T> implements Iterable<T>, AutoCloseable {
    /** Where a producer puts its values. */
    @FunctionalInterface
    public interface Sink<T> {
        /** Hands on a value, not null, waiting while there is no room; an interrupt ends the wait. */
        void put(T value) throws InterruptedException;
    }

    /** Makes values until it has no more, or is interrupted. */
    @FunctionalInterface
    public interface Producer<T> {
        /** Puts the values. */
        void produce(Sink<T> sink) throws Exception;
    }

    /** What lies in the queue. */
    sealed interface Item<T> {
        record Value<T>(T value) implements Item<T> {}

        /** The last one; without a failure, the values have come to their end. */
        record End<T>(Optional<Throwable> failure) implements Item<T> {}
    }

    /** Without a bound of its own: who fills it never puts a value without room, and the end always fits. */
    private final BlockingQueue<Item<T>> queue;

    private final Runnable taken;
    private final Runnable stop;
    private volatile boolean closed; // any thread

    /**
     * A feed from a queue that somebody fills.
     *
     * @param taken told of each value that was taken: there is room for one more
     * @param stop stops whoever fills the queue, and waits until nothing more can come
     */
    Feed(BlockingQueue<Item<T>> queue, Runnable taken, Runnable stop) {
        this.queue = queue;
        this.taken = taken;
        this.stop = stop;
    }

    /**
     * Starts a producer.
     *
     * @param capacity how many values may lie unread
     * @throws IllegalArgumentException if the capacity is below 1
     */
    public static <T> Feed<T> of(int capacity, Producer<T> producer) {
        return of(capacity, producer, () -> {});
    }

    /** Starts a producer that may be waiting for something that an interrupt does not end, but {@code unblock} does. */
    static <T> Feed<T> of(int capacity, Producer<T> producer, Runnable unblock) {
        var worker = new FeedProducer<>(requireRoom(capacity), producer);
        return new Feed<>(worker.queue(), worker::makeRoom, () -> {
            worker.stop();
            try {
                unblock.run();
            } finally {
                worker.awaitEnd();
            }
        });
    }

    /**
     * Subscribes to a publisher and asks it for {@code window} values at first and for one more with each that is taken:
     * demand, in the words of Reactive Streams. {@link #close} cancels the subscription.
     *
     * @throws IllegalArgumentException if the window is below 1
     */
    public static <T> Feed<T> from(Flow.Publisher<? extends T> publisher, int window) {
        var subscriber = new FeedSubscriber<T>(requireRoom(window));
        publisher.subscribe(subscriber);
        return new Feed<>(subscriber.queue(), subscriber::makeRoom, subscriber::stop);
    }

    private static int requireRoom(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a feed must have room for >= 1 value, got " + capacity);
        }
        return capacity;
    }

    /**
     * Takes the next value, waiting for it; empty once they have come to their end.
     *
     * @throws InterruptedException if the current thread is interrupted while it waits; no value is lost
     * @throws ExecutionException if the producer failed, with its failure as the cause
     * @throws IllegalStateException if the feed is closed
     */
    public Optional<T> take() throws InterruptedException, ExecutionException {
        var item = queue.take();
        switch (item) {
            case Item.Value<T>(T value) -> {
                taken.run();
                return Optional.of(value);
            }
            case Item.End<T>(Optional<Throwable> failure) -> {
                queue.add(item); // whoever takes next shall find it too
                if (closed) {
                    throw new IllegalStateException(
                            "the feed is closed. Take its values inside the try block that opened it");
                }
                if (failure.isPresent()) {
                    throw new ExecutionException("the producer failed: " + Words.text(failure.get()), failure.get());
                }
                return Optional.empty();
            }
        }
    }

    /**
     * The values as they arrive, for {@code for}. Each is taken only once, so a second loop goes on where the first one
     * stopped.
     *
     * <p>What {@link #take} throws, it throws in forms that a loop need not declare: a {@link CompletionException} with
     * the producer's failure; and if interrupted, a {@link CancellationException}, with the thread still interrupted.
     */
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private Optional<T> next = Optional.empty();

            @Override
            public boolean hasNext() {
                if (next.isEmpty()) {
                    next = takeInALoop();
                }
                return next.isPresent();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the feed has come to its end. Ask hasNext() first");
                }
                var value = next.orElseThrow();
                next = Optional.empty();
                return value;
            }
        };
    }

    private Optional<T> takeInALoop() {
        try {
            return take();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException("interrupted while waiting for the next value");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    /**
     * Stops the producer, and waits until it has ended even if the current thread is interrupted (which it then still
     * is). Values not taken are dropped. Does nothing the second time.
     */
    @Override
    public void close() {
        closed = true;
        stop.run();
        queue.clear();
        queue.add(new Item.End<>(Optional.empty())); // for those who wait, and for those who come later
    }
}
