package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A feed from a publisher: demand, the end, the publisher's mistakes. */
@Timeout(30)
class FeedSubscriberTest {
    /** A publisher under the test's hand. */
    private static final class ByHand implements Flow.Publisher<String>, Flow.Subscription {
        private final List<String> trail = new ArrayList<>();
        private Flow.Subscriber<? super String> subscriber = new FeedSubscriber<>(1);

        @Override
        public void subscribe(Flow.Subscriber<? super String> subscriber) {
            this.subscriber = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            trail.add("request " + count);
        }

        @Override
        public void cancel() {
            trail.add("cancel");
        }
    }

    private final ByHand publisher = new ByHand();

    @Test
    void asksForTheWindowAndThenForOneMoreWithEachValueTaken() throws Exception {
        try (var feed = Feed.from(publisher, 3)) {
            publisher.subscriber.onNext("a");
            publisher.subscriber.onNext("b");
            assertEquals(List.of("request 3"), publisher.trail);
            assertEquals(Optional.of("a"), feed.take());
            assertEquals(List.of("request 3", "request 1"), publisher.trail);
            publisher.subscriber.onComplete();
            assertEquals(Optional.of("b"), feed.take());
            assertEquals(Optional.empty(), feed.take());
        }
        assertEquals(List.of("request 3", "request 1"), publisher.trail, "nothing is asked after the end");
    }

    @Test
    void closeCancelsOnceAndWhatComesLateIsDropped() {
        var feed = Feed.from(publisher, 3);
        feed.close();
        feed.close();
        publisher.subscriber.onNext("late");
        assertEquals(List.of("request 3", "cancel"), publisher.trail);
        publisher.subscribe(publisher.subscriber);
        assertEquals("cancel", publisher.trail.getLast(), "a subscription that comes late is not wanted");
        assertThrows(IllegalStateException.class, feed::take);
    }

    @Test
    void aFailureOfThePublisherIsTheConsumers() throws Exception {
        var failure = new IOException("gone");
        try (var feed = Feed.from(publisher, 3)) {
            publisher.subscriber.onError(failure);
            assertSame(
                    failure, assertThrows(ExecutionException.class, feed::take).getCause());
        }
    }

    @Test
    void aPublisherThatSendsMoreThanItWasAskedForIsCutOff() throws Exception {
        try (var feed = Feed.from(publisher, 2)) {
            publisher.subscriber.onNext("a");
            publisher.subscriber.onNext("b");
            publisher.subscriber.onNext("c");
            assertEquals(List.of("request 2", "cancel"), publisher.trail);
            assertEquals(Optional.of("a"), feed.take());
            assertEquals(Optional.of("b"), feed.take());
            var cut = assertThrows(ExecutionException.class, feed::take);
            assertEquals(
                    "the publisher sent more than the 2 values it was asked for (rule 1.1)",
                    String.valueOf(
                            cut.getCause() == null ? null : cut.getCause().getMessage()));
        }
    }

    @Test
    void aSubmissionPublisherIsHeldBackByItsSlowestFeed() throws Exception {
        try (var numbers = new SubmissionPublisher<Integer>(Runnable::run, 1);
                var feed = Feed.from(numbers, 4)) {
            int accepted = 0;
            while (accepted < 100 && numbers.offer(accepted, null) >= 0) {
                accepted++;
            }
            assertTrue(accepted >= 4 && accepted <= 8, accepted + " before the feed and the buffer were full");
            assertEquals(0, feed.take().orElseThrow());
        }
    }

    @Test
    void everyFeedOfAPublisherGetsAllValues() throws Exception {
        var expected = IntStream.range(0, 100).boxed().toList();
        var numbers = new SubmissionPublisher<Integer>();
        try (var one = Feed.from(numbers, 4);
                var other = Feed.from(numbers, 50);
                var scope = TaskScope.<List<Integer>>open()) {
            var first = scope.fork("one", () -> all(one));
            var second = scope.fork("other", () -> all(other));
            expected.forEach(numbers::submit);
            numbers.close();
            scope.join();
            assertEquals(expected, first.get());
            assertEquals(expected, second.get());
        }
    }

    private static List<Integer> all(Feed<Integer> feed) {
        var all = new ArrayList<Integer>();
        feed.forEach(all::add);
        return all;
    }

    @Test
    void aWindowBelowOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Feed.from(publisher, 0));
        assertEquals(List.of(), publisher.trail);
    }
}
