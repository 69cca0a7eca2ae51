package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.crawl.Frontier.Lease;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every frontier does, on a clock that moves only when told to. */
abstract class FrontierContract {
    static final Outcome PAGE = new Outcome.Page(200, "t", List.of(), false, false, Validators.none(), Map.of());

    final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L); // runs over within the test
    Frontier frontier;

    /** An empty one that hands out one lease a host, on the clock {@link #now}. */
    abstract Frontier open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        frontier = open();
    }

    @AfterEach
    void end() throws Exception {
        frontier.close();
    }

    @Test
    void aUrlIsKnownByItsKeyAndHandedOutOnce() throws Exception {
        assertEquals(2, frontier.offer(List.of(link("/a?x=1&y=2"), link("/a?y=2&x=1"), link("/b"))));
        assertEquals(0, frontier.offer(List.of(link("/b"))));
        done(take());
        done(take());
        assertTrue(none());
        assertTrue(frontier.counts().isFinished());
        assertEquals(new Counts(0, 0, 2, 2), frontier.counts());
    }

    @Test
    void aHostHasOneLeaseAtATimeAndOthersAreNotHeldUp() throws Exception {
        frontier.offer(List.of(link("/a"), link("/b"), Link.page(URI.create("http://other.example/"), 0)));
        var first = take();
        var second = take();
        assertFalse(first.link().host().equals(second.link().host()));
        assertTrue(none());
        done(first);
        assertEquals("/b", path(take()));
    }

    @Test
    void theGapRunsFromTheEndOfAFetchToTheStartOfTheNext() throws Exception {
        frontier.offer(List.of(link("/a"), link("/b")));
        frontier.pace("site.example:80", Duration.ofSeconds(2));
        var lease = take();
        advance(10);
        done(lease);
        advance(1.9);
        assertTrue(none());
        advance(0.2);
        assertEquals("/b", path(take()));
    }

    @Test
    void whatWasRefusedUnaskedCostsNoGap() throws Exception {
        frontier.offer(List.of(link("/a"), link("/b")));
        frontier.pace("site.example:80", Duration.ofSeconds(2));
        var lease = take();
        var refused = new Outcome.Refused(Outcome.Reason.ROBOTS, "");
        frontier.done(lease, new Visit(lease.link(), refused, 0, Instant.EPOCH, Duration.ZERO, 0));
        assertEquals("/b", path(take()));
    }

    @Test
    void aBlockedHostIsLeftAloneUntilItsTimeIsOver() throws Exception {
        frontier.offer(List.of(link("/a"), link("/b")));
        var lease = take();
        frontier.block("site.example:80", Duration.ofSeconds(60));
        done(lease);
        frontier.block("site.example:80", Duration.ofSeconds(5)); // a shorter one takes nothing back
        advance(59);
        assertTrue(none());
        advance(2);
        assertEquals("/b", path(take()));
    }

    @Test
    void anotherAttemptWaitsItsTimeHoldingNothing() throws Exception {
        frontier.offer(List.of(link("/a"), link("/b")));
        var lease = take();
        assertEquals(1, lease.attempt());
        frontier.again(lease, Duration.ofSeconds(30));
        done(take());
        assertTrue(none());
        assertFalse(frontier.counts().isFinished(), "a URL that waits for another attempt is not through");
        advance(31);
        var again = take();
        assertEquals("/a", path(again));
        assertEquals(2, again.attempt());
    }

    @Test
    void whatIsGivenBackIsNextAndItsAttemptDoesNotCount() throws Exception {
        frontier.offer(List.of(link("/a"), link("/b")));
        frontier.giveBack(take());
        var lease = take();
        assertEquals("/a", path(lease));
        assertEquals(1, lease.attempt());
    }

    @Test
    void anEmptyQueueIsNotFinishedWhileSomethingIsBeingFetched() throws Exception {
        frontier.offer(List.of(link("/a")));
        var lease = take();
        assertEquals(new Counts(0, 1, 0, 0), frontier.counts());
        assertFalse(frontier.counts().isFinished());
        frontier.offer(List.of(link("/b")));
        done(lease);
        assertFalse(frontier.counts().isFinished());
    }

    void done(Lease lease) throws Exception {
        frontier.done(lease, new Visit(lease.link(), PAGE, lease.attempt(), Instant.EPOCH, Duration.ZERO, 0));
    }

    Lease take() throws Exception {
        return next().orElseThrow(() -> new AssertionError("nothing is due: " + frontier.counts()));
    }

    boolean none() throws Exception {
        return next().isEmpty();
    }

    void advance(double seconds) {
        now.addAndGet((long) (seconds * 1e9));
    }

    static Link link(String path) {
        return Link.page(URI.create("http://site.example" + path), 0);
    }

    static String path(Lease lease) {
        return lease.link().uri().getPath();
    }

    private Optional<Lease> next() throws Exception {
        return frontier.take(Duration.ZERO);
    }
}
