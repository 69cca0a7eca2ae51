package asynclab.http;

import asynclab.Retry;
import asynclab.TaskScope;
import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Fetches over one shared client: connections are used again, limits hold per host and in all, and every fetch ends in
 * time.
 *
 * {@snippet :
 * try (var fetcher = HttpFetcher.with(FetchSettings.usual().withLimits(5, 50)).open()) {
 *     Response page = fetcher.fetch(URI.create("http://127.0.0.1:8080/"));
 *     List<FetchResult> all = fetcher.fetchAll(List.of(FetchRequest.get(a), FetchRequest.postJson(b, user)));
 * }
 * }
 *
 * <p>A call blocks its thread, so call it from virtual ones. It first waits for permits, in turn and for as long as it
 * takes, and then has {@link Timeouts#whole} for everything: the name, the connection, redirects, and a body that drips.
 * An error status is a response; a fetch without a response is a {@link FetchException}. Nothing is repeated but what
 * {@code java.net.http} repeats unasked, a GET or HEAD whose connection ends before the first byte of an answer, once.
 * To repeat more, give {@link #fetch(FetchRequest, Retry)} a {@link Retry}.
 *
 * <p>HTTP/1.1, because over HTTP/2 {@code java.net.http} fails a request that meets the server's limit of streams instead
 * of letting it wait. No cookies.
 *
 * <p>Safe for any thread. Interrupted, a call ends its exchange, closes the connection, and throws.
 */
public final class HttpFetcher implements AutoCloseable {
    static {
        // Read once, when the client's classes load: a program that sets one before us, or on its command line, keeps
        // it.
        setIfAbsent("jdk.httpclient.connectionPoolSize", "256"); // of idle connections; unbounded otherwise
        setIfAbsent("jdk.httpclient.keepalive.timeout", "15"); // in seconds
        setIfAbsent("jdk.httpclient.disableRetryConnect", "true"); // attempts are for the caller to count
        setIfAbsent("jdk.http.maxHeaderSize", "65536");
    }

    /** How long closing waits for exchanges to notice. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final FetchSettings settings;
    private final @Nullable SSLContext trust;
    private final Permits permits;
    private final Watch watch = new Watch();
    private final Lookups lookups;

    private @Nullable HttpClient client; // guarded by this; set by open
    private volatile @Nullable Exchange exchange; // set by open, never changed after that
    private volatile boolean closed; // set by any thread

    private HttpFetcher(FetchSettings settings, Lookups.Resolver resolver, @Nullable SSLContext trust) {
        this.settings = settings;
        this.trust = trust;
        this.permits = new Permits(settings.perHost(), settings.inAll());
        this.lookups = new Lookups(resolver, settings.timeouts().lookup(), System::nanoTime);
    }

    /** A fetcher with these settings, not yet open. */
    public static HttpFetcher with(FetchSettings settings) {
        return with(settings, InetAddress::getAllByName, null);
    }

    /** With a resolver and a trust of a test's own. */
    static HttpFetcher with(FetchSettings settings, Lookups.Resolver resolver, @Nullable SSLContext trust) {
        return new HttpFetcher(settings, resolver, trust);
    }

    /**
     * Makes it ready for use.
     *
     * @return this fetcher, to be closed
     * @throws IllegalStateException if it was opened before
     */
    public synchronized HttpFetcher open() {
        if (exchange != null || closed) {
            throw new IllegalStateException("a fetcher is opened once; HttpFetcher.with(settings) makes another");
        }
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeouts().connect());
        if (trust != null) {
            builder.sslContext(trust);
        }
        client = builder.build();
        exchange = new Exchange(client, lookups);
        return this;
    }

    /** Fetches what is at an address. As {@link #fetch(FetchRequest)}. */
    public Response fetch(URI uri) throws FetchException, InterruptedException {
        return fetch(FetchRequest.get(uri));
    }

    /**
     * Fetches a response with its whole body.
     *
     * @throws FetchException if there is none
     * @throws IllegalStateException before {@link #open} and after {@link #close}
     */
    public Response fetch(FetchRequest request) throws FetchException, InterruptedException {
        try {
            return fetch(request, (head, body) -> {
                byte[] bytes = body.readAllBytes();
                return new Response(head, bytes, body);
            });
        } catch (IOException e) {
            throw Failures.of(request.uri(), e);
        }
    }

    /**
     * Fetches a response with its whole body, in as many attempts as {@code retry} allows: again after what
     * {@link Repeatable#mayRepeat may be repeated}, and not before the time that a {@code Retry-After} asks for. Permits
     * are held during an attempt and not between two.
     *
     * <p>A retry whose advice was replaced decides by itself, and may repeat what must not be.
     *
     * @return the last response, which may still have an error status
     * @throws FetchException if the last attempt has none
     * @throws IllegalStateException before {@link #open} and after {@link #close}
     */
    public Response fetch(FetchRequest request, Retry retry) throws FetchException, InterruptedException {
        return FailedAttempt.orResponse(retry, () -> result(request));
    }

    /**
     * Fetches and hands the body to a reader while it arrives, so that a large one is never whole in memory.
     *
     * @return what the reader made of it
     * @throws FetchException if there is no response, or its body ends early
     * @throws IOException what the reader throws
     * @throws IllegalStateException before {@link #open} and after {@link #close}
     */
    public <T> T fetch(FetchRequest request, BodyReader<T> reader) throws IOException, InterruptedException {
        return fetch(request, settings, reader);
    }

    /**
     * The same with other headers, timeouts, caps, redirects and guard for this once. The limits on how many are in flight
     * stay the fetcher's own.
     */
    public <T> T fetch(FetchRequest request, FetchSettings once, BodyReader<T> reader)
            throws IOException, InterruptedException {
        var ready = exchange();
        var hops = new ArrayList<URI>();
        var next = request.withUri(Urls.parse(request.uri().toString()));
        var left = once.timeouts().whole();
        while (true) {
            var now = next;
            try (var _ = permits.acquire(Urls.host(now.uri()))) {
                long begun = System.nanoTime();
                var step = watch.within(left, now.toString(), () -> ready.run(now, once, hops, reader));
                if (step instanceof Exchange.Step.Done<T>(var result)) {
                    return result;
                }
                left = left.minusNanos(System.nanoTime() - begun);
                next = ((Exchange.Step.Next<T>) step).request();
            }
            hops.add(now.uri());
            if (hops.size() > once.redirects()) {
                throw new FetchException(
                        Kind.REDIRECTS, request.uri() + ": more than " + once.redirects() + " redirects");
            }
        }
    }

    /**
     * Fetches many, all kinds mixed, as many at once as the limits allow.
     *
     * @return how each ended, in the order of the requests
     * @throws IllegalStateException before {@link #open} and after {@link #close}
     */
    public List<FetchResult> fetchAll(List<FetchRequest> requests) throws InterruptedException {
        exchange();
        try (var scope = TaskScope.<FetchResult>open()) {
            for (FetchRequest request : requests) {
                scope.fork(request.toString(), () -> result(request));
            }
            return scope.join();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the batch was cut short: " + e.getCause(), e);
        }
    }

    /** How many threads run that take no interrupt: look-ups, and exchanges that were left alone after their deadline. */
    public int abandoned() {
        return watch.abandoned() + lookups.underWay();
    }

    /** How it fetches. */
    public FetchSettings settings() {
        return settings;
    }

    /** Ends every exchange under way, which then fails, and closes every connection. Does nothing the second time. */
    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.shutdownNow(); // close() would wait for bodies that never end
            try {
                client.awaitTermination(GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closed all the same; only not waited for
            }
            client = null;
        }
    }

    private FetchResult result(FetchRequest request) throws InterruptedException {
        try {
            return new FetchResult.Answered(request, fetch(request));
        } catch (FetchException e) {
            return new FetchResult.Failed(request, e);
        }
    }

    private Exchange exchange() {
        var ready = exchange;
        if (closed) {
            throw new IllegalStateException("this fetcher is closed; HttpFetcher.with(settings) makes another");
        }
        if (ready == null) {
            throw new IllegalStateException("this fetcher is not open; call open() first, in a try (...)");
        }
        return ready;
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
