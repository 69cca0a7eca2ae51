package asynclab.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A site to crawl: numbered pages with titles, texts and links, robots.txt, a sitemap, and the corner cases of the
 * real web: dead links, duplicates, redirects that circle, traps without end, wrong charsets. All of it is a function
 * of a seed and a size, and {@link #truth} says what a correct crawl finds.
 *
 * {@snippet :
 * Site site = PracticeWeb.shared().site(42, 12);
 * site.faults(Faults.none().withErrors(0.2, 503));
 * client.send(HttpRequest.newBuilder(site.url(7)).build(), BodyHandlers.ofString());
 * site.log().requestsPerPath();
 * }
 *
 * <p>Each site listens on a port of its own, on 127.0.0.1 only. That makes it a host of its own, which is what
 * robots.txt (RFC 9309 section 2.3), crawl delays and limits per host are about: two sites are two hosts to a
 * crawler.
 *
 * <p>Safe for any thread. Its threads are daemons: an open site does not keep a program alive.
 */
public final class Site implements AutoCloseable {
    private static final Duration CRAWL_DELAY = Duration.ofMillis(100);

    /** A part of the site and what goes wrong there; the bucket is there if its rate is limited. */
    private record Part(Faults faults, @Nullable Bucket bucket) {
        static Part of(Faults faults) {
            return new Part(
                    faults,
                    faults.rate()
                            .map(rate -> new Bucket(rate, System::nanoTime))
                            .orElse(null));
        }
    }

    private final PageGraph graph;
    private final Routes routes;
    private final Host host;
    private final Attempts attempts = new Attempts();
    private final Map<String, Part> parts = new ConcurrentHashMap<>(); // beginning of a path -> its part
    private volatile Duration crawlDelay = CRAWL_DELAY; // set by any thread

    private Site(PageGraph graph) {
        this.graph = graph;
        this.routes = CornerRoutes.of(graph, () -> crawlDelay);
        parts.put("/", Part.of(Faults.none()));
        this.host = new Host(this::answer);
    }

    /**
     * A site of your own; close it when done. {@link PracticeWeb#site} opens one that is closed with its web.
     *
     * @throws IllegalArgumentException if size is not from 1 to 100,000
     */
    public static Site start(long seed, int size) {
        return new Site(new PageGraph(seed, size));
    }

    /** Its address, such as {@code http://127.0.0.1:40233}. */
    public URI base() {
        return host.base();
    }

    /** Where a crawl begins: page 1. The address without a path redirects here. */
    public URI home() {
        return url(1);
    }

    /**
     * The address of a numbered page.
     *
     * @throws IllegalArgumentException if there is no such page
     */
    public URI url(int page) {
        if (page < 1 || page > graph.size()) {
            throw new IllegalArgumentException("pages are numbered from 1 to " + graph.size() + ", got " + page);
        }
        return uri(PageGraph.path(page));
    }

    /**
     * The address of a path, such as {@code /robots.txt}.
     *
     * @throws IllegalArgumentException if the path does not begin with a slash, or is no path
     */
    public URI uri(String path) {
        return host.uri(path);
    }

    /** The addresses of the numbered pages, in order. */
    public List<URI> pages() {
        return IntStream.rangeClosed(1, graph.size()).mapToObj(this::url).toList();
    }

    /** What a correct crawl finds. */
    public Truth truth() {
        return TruthTeller.of(graph);
    }

    /** What the site was sent. */
    public AccessLog log() {
        return host.log();
    }

    /** What goes wrong, unless a part of the site has faults of its own. */
    public Faults faults() {
        return part("/").faults();
    }

    /**
     * Changes what goes wrong, from the next request on, on the whole site except robots.txt, the sitemap and the
     * parts with faults of their own. Counts the attempts for each path from 1 again.
     */
    public void faults(Faults faults) {
        faults("/", faults);
    }

    /**
     * Changes what goes wrong for one path and the paths below it, such as {@code /p/7} or {@code /robots.txt}; the
     * longest {@code prefix} that fits a path decides. Counts the attempts for each path from 1 again.
     */
    public void faults(String prefix, Faults faults) {
        host.uri(prefix);
        parts.put(prefix, Part.of(faults));
        attempts.forget();
    }

    /**
     * The fault that the {@code attempt}-th request for a path, 1 for the first, meets; a limited rate is not
     * foreseen.
     */
    public Optional<Fault> faultAt(String path, int attempt) {
        return part(path).faults().decide(graph.seed(), path, attempt).fault();
    }

    /**
     * What robots.txt asks crawlers to wait between two requests; zero leaves the line out. 100 ms unless changed.
     */
    public void crawlDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a crawl delay must be >= PT0S, got " + delay);
        }
        crawlDelay = delay;
    }

    /** As new: no faults, the usual crawl delay, attempts counted from 1. The log stays. */
    public void reset() {
        parts.clear();
        crawlDelay = CRAWL_DELAY;
        faults(Faults.none());
    }

    /** Stops listening and drops every connection. Does nothing the second time. */
    @Override
    public void close() {
        host.close();
    }

    /** What and where it is: {@code practice site http://127.0.0.1:40233, 12 pages, seed 42 (this machine only)}. */
    @Override
    public String toString() {
        return "practice site %s, %d pages, seed %d (%s)"
                .formatted(base(), graph.size(), graph.seed(), isClosed() ? "closed" : "this machine only");
    }

    boolean isClosed() {
        return host.isClosed();
    }

    private Answer answer(Request request) throws IOException, InterruptedException, Refusal {
        String path = request.target();
        var part = part(path);
        if (part.bucket() != null) {
            Duration wait = part.bucket().take();
            if (wait.isPositive()) {
                return error(429)
                        .withRetryAfter(
                                Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds()))
                        .because(Fault.LIMITED);
            }
        }
        var decision = part.faults().decide(graph.seed(), path, attempts.next(path));
        Thread.sleep(decision.latency());
        if (decision.fault().isEmpty()) {
            return routes.answer(request);
        }
        return switch (decision.fault().get()) {
            case CLOSED -> Answer.closed();
            case SILENT -> Answer.silent();
            case TRUNCATED -> {
                var whole = routes.answer(request);
                yield hasBody(whole) ? whole.truncated().because(Fault.TRUNCATED) : whole;
            }
            case DRIPPED -> {
                var whole = routes.answer(request);
                yield hasBody(whole) ? whole.dripped(part.faults().dripTime()).because(Fault.DRIPPED) : whole;
            }
            case ERROR, LIMITED -> error(part.faults().errorStatus()).because(Fault.ERROR);
        };
    }

    /**
     * The part with the longest fitting beginning. What a crawler must read first fails only when it is asked to by
     * name.
     */
    private Part part(String path) {
        boolean named = path.equals("/robots.txt") || path.equals("/sitemap.xml");
        var longest = parts.keySet().stream()
                .filter(prefix -> named ? path.equals(prefix) : isUnder(path, prefix))
                .max(Comparator.comparingInt(String::length));
        var part = longest.map(parts::get).orElse(null);
        return part != null ? part : Part.of(Faults.none());
    }

    /** Whole segments only: /p/7 has nothing to do with /p/70. */
    private static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length()
                        || prefix.endsWith("/")
                        || path.charAt(prefix.length()) == '/'
                        || path.charAt(prefix.length()) == '?');
    }

    private static boolean hasBody(Answer answer) {
        return answer.length().orElse(0) > 1;
    }

    private static Answer error(int status) {
        return Answer.text("text/plain", "The practice site failed on purpose: " + status + "\n")
                .withStatus(status);
    }
}
