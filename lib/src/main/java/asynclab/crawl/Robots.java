package asynclab.crawl;

import asynclab.http.Body;
import asynclab.http.ByteCaps;
import asynclab.http.FetchException;
import asynclab.http.FetchRequest;
import asynclab.http.FetchSettings;
import asynclab.http.Head;
import asynclab.http.HttpFetcher;
import asynclab.http.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The robots.txt of every host of a crawl: fetched once a day, and with a short timeout of its own, since nothing else of the
 * host can be asked before.
 *
 * <p>Safe for any thread.
 */
final class Robots {
    private static final Duration KEPT = Duration.ofHours(24); // RFC 9309 section 2.4: no longer than that
    private static final Duration KEPT_UNREADABLE = Duration.ofHours(1);
    private static final int REDIRECTS = 5; // RFC 9309 section 2.3.1.2: at least that many
    private static final int MOST_BYTES = 512 << 10; // section 2.5: at least 500 KiB; the rest is not read

    private record Entry(RobotsRules rules, long until) {}

    private final HttpFetcher fetcher;
    private final FetchSettings settings;
    private final String token;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ReentrantLock> fetching = new ConcurrentHashMap<>();

    Robots(HttpFetcher fetcher, Duration timeout, String token, LongSupplier nanoTime) {
        this.fetcher = fetcher;
        this.settings = fetcher.settings()
                .withTimeouts(Timeouts.within(timeout))
                .withCaps(ByteCaps.upTo(MOST_BYTES).withCut())
                .withRedirects(REDIRECTS);
        this.token = token;
        this.nanoTime = nanoTime;
    }

    /** The host's rules, if they are known and fresh. */
    Optional<RobotsRules> known(String host) {
        var entry = entries.get(host);
        return entry == null || entry.until - nanoTime.getAsLong() < 0 ? Optional.empty() : Optional.of(entry.rules);
    }

    /** Fetches the rules of the host of this URL, once however many ask at the same time. */
    RobotsRules fetch(Link link) throws InterruptedException {
        var lock = fetching.computeIfAbsent(link.host(), _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            var known = known(link.host());
            return known.isPresent() ? known.get() : fetchNow(link);
        } finally {
            fetching.remove(link.host());
            lock.unlock();
        }
    }

    private RobotsRules fetchNow(Link link) throws InterruptedException {
        var page = link.uri();
        var uri = URI.create(page.getScheme() + "://" + page.getRawAuthority() + "/robots.txt");
        RobotsRules rules;
        try {
            rules = fetcher.fetch(FetchRequest.get(uri), settings, this::read);
        } catch (IOException e) {
            rules = failed(e);
        }
        var kept = rules.isReadable() ? KEPT : KEPT_UNREADABLE;
        entries.put(link.host(), new Entry(rules, nanoTime.getAsLong() + kept.toNanos()));
        return rules;
    }

    private static RobotsRules failed(IOException failure) {
        if (!(failure instanceof FetchException known)) {
            return RobotsRules.unreadable("robots.txt: " + failure.getMessage());
        }
        return known.kind() == FetchException.Kind.ADDRESS
                ? RobotsRules.forbidden(String.valueOf(known.getMessage()))
                : RobotsRules.unreadable("robots.txt: " + known.kind());
    }

    private RobotsRules read(Head head, Body body) throws IOException {
        int status = head.status();
        if (status >= 200 && status < 300) {
            return RobotsRules.parse(head.uri().toString(), body.readAllBytes(), token);
        }
        // RFC 9309 section 2.3.1.3: a client error means that there are no rules. 429 says that the host is busy, not
        // that.
        boolean none = status >= 400 && status < 500 && status != 429;
        return none ? RobotsRules.open() : RobotsRules.unreadable("robots.txt: status " + status);
    }
}
