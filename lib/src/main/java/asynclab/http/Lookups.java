package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Name look-ups with a limit, a timeout and a cache. {@code java.net.http} looks names up on the caller's thread before
 * any of its timeouts runs, and a look-up takes no interrupt: a name server that does not answer would hold the caller.
 *
 * <p>A look-up has a thread of its own, one for each name however many ask for it. Whoever asked gives up in time; the
 * thread ends when the system's resolver does.
 *
 * <p>Safe for any thread.
 */
final class Lookups {
    /** The system's resolver, or a test's. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** How long an answer is good. The JVM keeps it for 30 s: whoever asks it soon after us gets the answer we checked. */
    private static final long GOOD = Duration.ofSeconds(20).toNanos();

    /** How long "no such name" is good: as long as the JVM itself believes it. */
    private static final long BAD = Duration.ofSeconds(10).toNanos();

    private static final int AT_ONCE = 32; // each may hold a carrier thread of the JVM while it waits
    private static final int MOST_NAMES = 10_000;

    /** One name's answer, perhaps still to come. */
    private static final class Entry {
        final CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        volatile long until; // set by the look-up's thread before it completes the answer

        boolean isStale(long now) {
            return answer.isDone() && until - now < 0;
        }
    }

    private final Resolver resolver;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final AtomicInteger underWay = new AtomicInteger();
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    Lookups(Resolver resolver, Duration timeout, LongSupplier nanoTime) {
        this.resolver = resolver;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /** All addresses of the host; an address in letters is itself. */
    List<InetAddress> of(String host) throws FetchException, InterruptedException {
        if (Urls.isAddress(host)) {
            return List.of(literal(host));
        }
        try {
            return entry(host).answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new FetchException(Kind.TIMEOUT, "no answer about the name " + host + " within " + timeout, e);
        } catch (ExecutionException e) {
            throw new FetchException(Kind.NAME, "no address is known for " + host, e.getCause());
        }
    }

    /** How many names are being looked up, those nobody waits for any more included. */
    int underWay() {
        return underWay.get();
    }

    private Entry entry(String host) {
        long now = nanoTime.getAsLong();
        var fresh = new Entry();
        var entry = entries.compute(host, (_, known) -> known == null || known.isStale(now) ? fresh : known);
        if (entry == fresh) {
            if (entries.size() > MOST_NAMES) {
                entries.values().removeIf(other -> other.isStale(now));
            }
            underWay.incrementAndGet();
            Thread.ofVirtual().name("look-up " + host).start(() -> lookUp(host, fresh));
        }
        return entry;
    }

    private void lookUp(String host, Entry entry) {
        try {
            permits.acquireUninterruptibly(); // nobody else has this thread: it is never interrupted
            List<InetAddress> addresses;
            try {
                addresses = List.of(resolver.resolve(host));
            } finally {
                permits.release();
                underWay.decrementAndGet(); // before the answer is out: whoever has it must not see this still running
            }
            entry.until = nanoTime.getAsLong() + GOOD;
            entry.answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException e) {
            entry.until = nanoTime.getAsLong() + BAD;
            entry.answer.completeExceptionally(e);
        }
    }

    private static InetAddress literal(String host) throws FetchException {
        try {
            return InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (IllegalArgumentException e) {
            throw new FetchException(Kind.NAME, host + " is no IP address", e);
        }
    }
}
