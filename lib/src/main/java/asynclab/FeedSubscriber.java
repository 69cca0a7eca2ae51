package asynclab;

import asynclab.Feed.Item;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's end of a {@link Feed}. The publisher's thread must not wait, so it is not the queue that holds it back
 * but the demand: it may send what was asked for, and one more is asked for with each value taken. After the Reactive
 * Streams specification, sections 1 and 2.
 */
final class FeedSubscriber<T> implements Flow.Subscriber<T> {
    private final BlockingQueue<Item<T>> queue = new LinkedBlockingQueue<>();
    private final int window;
    private Flow.@Nullable Subscription subscription; // guarded by this
    private boolean over; // guarded by this: stopped, or at its end

    FeedSubscriber(int window) {
        this.window = window;
    }

    BlockingQueue<Item<T>> queue() {
        return queue;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        boolean wanted;
        synchronized (this) {
            wanted = subscription == null && !over;
            if (wanted) {
                subscription = given;
            }
        }
        // Outside of the lock: a publisher may answer within the call.
        if (wanted) {
            given.request(window);
        } else {
            given.cancel(); // a second one (rule 2.5), or too late
        }
    }

    @Override
    public void onNext(T value) {
        Objects.requireNonNull(value, "a publisher must not send null (rule 2.13)");
        if (queue.size() >= window) {
            stop();
            end(Optional.of(new IllegalStateException(
                    "the publisher sent more than the " + window + " values it was asked for (rule 1.1)")));
        } else if (!isOver()) {
            queue.add(new Item.Value<>(value));
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(Optional.of(failure));
    }

    @Override
    public void onComplete() {
        end(Optional.empty());
    }

    /** A value was taken. */
    void makeRoom() {
        var from = open();
        if (from != null) {
            from.request(1);
        }
    }

    /** Cancels the subscription, now or when it comes. */
    void stop() {
        var from = open();
        synchronized (this) {
            over = true;
        }
        if (from != null) {
            from.cancel();
        }
    }

    private void end(Optional<Throwable> failure) {
        synchronized (this) {
            over = true;
        }
        queue.add(new Item.End<>(failure));
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized Flow.@Nullable Subscription open() {
        return over ? null : subscription;
    }
}
