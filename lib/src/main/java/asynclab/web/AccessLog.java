package asynclab.web;

import asynclab.Picture;
import asynclab.Showable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a program really sent, as the server saw it: one entry a request, oldest first.
 *
 * {@snippet :
 * AccessLog log = web.log().sinceNow();
 * fetchAll(urls, 3);
 * log.maxInFlight();               // 3, if the limit holds
 * log.rateIn(Duration.ofSeconds(1)); // most requests in any second
 * }
 *
 * <p>A log is a view: it shows what has happened by the time it is asked, and {@link #since}, {@link #only} and the
 * like give narrower views of the same log. A request is there from the moment it arrives, and its end, status and
 * bytes are there by the time the client has the whole answer. A request whose client went away counts as in flight
 * until the server has done with it. The newest 50,000 requests are kept.
 *
 * <p>Safe for any thread.
 */
public final class AccessLog implements Showable {
    /**
     * One request.
     *
     * @param number counts the requests from 1
     * @param start when it arrived
     * @param end when it was answered; empty while it is in flight
     * @param inFlight how many requests the server had in hand when it arrived, this one included
     * @param method GET, POST and so on
     * @param path path and query, as sent
     * @param status the status answered; empty while there is none, or if there never was
     * @param bytes the bytes of the body sent
     * @param userAgent who the client said it was
     * @param connection counts the connections from 1
     * @param reused whether an earlier request came on the same connection
     * @param fault what the site did wrong on purpose
     * @param retryAfter how long the client was asked to stay away
     * @param clientGone whether the client had gone before the whole answer was sent, as far as the server noticed
     */
    public record Entry(
            long number,
            Instant start,
            Optional<Instant> end,
            int inFlight,
            String method,
            String path,
            OptionalInt status,
            long bytes,
            Optional<String> userAgent,
            int connection,
            boolean reused,
            Optional<Fault> fault,
            Optional<Duration> retryAfter,
            boolean clientGone) {
        /** How long the request was in flight; empty while it still is. */
        public Optional<Duration> took() {
            return end.map(e -> Duration.between(start, e));
        }
    }

    /**
     * A place in the log.
     *
     * @param number the number of the last request before it
     */
    public record Mark(long number) {}

    private final LongFunction<List<Entry>> source; // the entries after one of this number
    private final Supplier<Mark> now;
    private final Runnable forget;

    private AccessLog(LongFunction<List<Entry>> source, Supplier<Mark> now, Runnable forget) {
        this.source = source;
        this.now = now;
        this.forget = forget;
    }

    static AccessLog of(Recorder recorder) {
        return new AccessLog(recorder::entriesAfter, () -> new Mark(recorder.last()), recorder::clear);
    }

    /** A log of these entries, for tests and for logs read from elsewhere; {@code clear} does nothing. */
    public static AccessLog of(List<Entry> entries) {
        var sorted = entries.stream()
                .sorted(Comparator.comparing(Entry::start).thenComparingLong(Entry::number))
                .toList();
        long last = sorted.stream().mapToLong(Entry::number).max().orElse(0);
        return new AccessLog(
                after -> sorted.stream().filter(entry -> entry.number() > after).toList(),
                () -> new Mark(last),
                () -> {});
    }

    /** The entries as they are now, oldest first. */
    public List<Entry> entries() {
        return source.apply(Long.MIN_VALUE);
    }

    /** How many requests there are. */
    public int size() {
        return entries().size();
    }

    /** This place in the log: what comes after it is {@link #since since} it. */
    public Mark mark() {
        return now.get();
    }

    /** The requests that came after {@code mark}. */
    public AccessLog since(Mark mark) {
        return new AccessLog(after -> source.apply(Math.max(after, mark.number())), now, forget);
    }

    /** The requests that come from now on: take it, run something, then ask. */
    public AccessLog sinceNow() {
        return since(mark());
    }

    /** The requests that came after {@code from} and not after {@code to}. */
    public AccessLog between(Mark from, Mark to) {
        return only(entry -> entry.number() > from.number() && entry.number() <= to.number());
    }

    /** The requests for paths that begin with {@code prefix}. */
    public AccessLog under(String prefix) {
        return only(entry -> entry.path().startsWith(prefix));
    }

    /** The requests that {@code condition} holds for. */
    public AccessLog only(Predicate<Entry> condition) {
        return new AccessLog(
                after -> source.apply(after).stream().filter(condition).toList(), now, forget);
    }

    /** Forgets every request so far, in the whole log. */
    public void clear() {
        forget.run();
    }

    /** The most of these requests in flight at one moment. */
    public int maxInFlight() {
        return LogQueries.maxInFlight(entries());
    }

    /** How many of these requests are in flight now. */
    public int inFlight() {
        return (int) entries().stream().filter(entry -> entry.end().isEmpty()).count();
    }

    /** How many requests each path had, query included, in the order of their first one. */
    public Map<String, Integer> requestsPerPath() {
        return count(Entry::path);
    }

    /**
     * How many requests each status answered, in the order of their first one; those without an answer are left out.
     */
    public Map<Integer, Integer> requestsPerStatus() {
        return only(entry -> entry.status().isPresent())
                .count(entry -> entry.status().getAsInt());
    }

    /** How many connections these requests came on. */
    public int connections() {
        return count(Entry::connection).size();
    }

    /** The time from each request's start to the next one's: one fewer than there are requests. */
    public List<Duration> gaps() {
        return LogQueries.gaps(entries());
    }

    /**
     * The most requests that started within any stretch of time this long, wherever it begins.
     *
     * @throws IllegalArgumentException if the window is not longer than zero
     */
    public int rateIn(Duration window) {
        if (!window.isPositive()) {
            throw new IllegalArgumentException("a window must be longer than PT0S, got " + window);
        }
        return LogQueries.rateIn(entries(), window);
    }

    /** The requests that came though an earlier answer had asked the client to stay away for longer. */
    public List<Entry> insideRetryAfter() {
        return LogQueries.insideRetryAfter(entries());
    }

    @Override
    public Picture picture() {
        return Picture.of(toString());
    }

    /** A table, one line a request, at most 40. */
    @Override
    public String toString() {
        return LogTable.of(entries());
    }

    private <K> Map<K, Integer> count(Function<Entry, K> key) {
        return entries().stream().collect(Collectors.toMap(key, _ -> 1, Integer::sum, LinkedHashMap::new));
    }
}
