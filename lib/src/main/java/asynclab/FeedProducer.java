package asynclab;

import asynclab.Feed.Item;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** The producer's end of a {@link Feed}: its thread, and permits for the room that is left. Safe for any thread. */
final class FeedProducer<T> {
    private final BlockingQueue<Item<T>> queue = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private final Thread thread;
    private volatile boolean stopped;

    FeedProducer(int capacity, Feed.Producer<T> producer) {
        this.room = new Semaphore(capacity);
        this.thread = Thread.ofVirtual().name("producer").start(() -> live(producer));
    }

    private void live(Feed.Producer<T> producer) {
        Optional<Throwable> failure = Optional.empty();
        try {
            producer.produce(this::put);
        } catch (Throwable t) { // Errors too, or the consumer would wait for ever
            failure = Optional.of(t);
        }
        queue.add(new Item.End<>(failure)); // needs no room, so that nothing can hold up the end
    }

    private void put(T value) throws InterruptedException {
        Objects.requireNonNull(value, "a feed's value must not be null: the end is told by returning");
        room.acquire();
        if (stopped) { // for a producer that swallows its interrupt
            throw new CancellationException("the feed is closed, nobody takes its values any more");
        }
        queue.add(new Item.Value<>(value));
    }

    BlockingQueue<Item<T>> queue() {
        return queue;
    }

    void makeRoom() {
        room.release();
    }

    void stop() {
        stopped = true;
        thread.interrupt();
        room.release(Integer.MAX_VALUE / 2); // whoever waits for room again finds out that it is over
    }

    /** Waits until the thread has ended; an interrupt meanwhile is kept for later. */
    void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
