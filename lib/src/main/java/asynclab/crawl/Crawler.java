package asynclab.crawl;

import asynclab.Joiner;
import asynclab.Task;
import asynclab.TaskScope;
import asynclab.http.AddressGuard;
import asynclab.http.FetchException;
import asynclab.http.FetchSettings;
import asynclab.http.HttpFetcher;
import asynclab.http.SpecialAddresses;
import asynclab.http.Urls;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Crawls: fetches the seeds, what they link to within their domains, and so on, politely.
 *
 * {@snippet :
 * var crawler = Crawler.with(CrawlSettings.usual().withContact("mailto:crew@example.org"));
 * CrawlReport report = crawler.crawl(URI.create("https://example.org/"));
 * report.visits();
 * }
 *
 * <p>Without being asked to it keeps robots.txt, one fetch at a time and a second's gap for each host, and stays away from
 * hosts that ask for it. It tells every host who it is and whom to write to, and refuses to leave this machine if it was
 * not told that.
 *
 * <p>A crawl runs in the thread that calls, until nothing is left, its limit of pages is reached, or it is stopped; its
 * fetches have virtual threads of their own. {@link #stop} may be called by any thread. Interrupted, it ends what is under
 * way, gives back the leases, closes the view, and throws; {@link #report} tells how far it came.
 *
 * <p>One crawl at a time; another thread's is an error.
 */
public final class Crawler {
    private final CrawlSettings settings;
    private final Function<FetchSettings, HttpFetcher> fetchers;
    private final boolean visible;

    // Guarded by this; null while no crawl runs, or none has.
    private @Nullable CrawlRun run;
    private @Nullable CrawlReport report;

    private Crawler(CrawlSettings settings, Function<FetchSettings, HttpFetcher> fetchers, boolean visible) {
        this.settings = settings;
        this.fetchers = fetchers;
        this.visible = visible;
    }

    /** A crawler with these settings. */
    public static Crawler with(CrawlSettings settings) {
        return with(settings, HttpFetcher::with);
    }

    /** With fetchers of a test's own. */
    static Crawler with(CrawlSettings settings, Function<FetchSettings, HttpFetcher> fetchers) {
        return new Crawler(settings, fetchers, false);
    }

    /** The same crawler, which shows how far it is while it runs: under a cell, or in a terminal. */
    public Crawler withView() {
        return new Crawler(settings, fetchers, true);
    }

    /**
     * Crawls from these seeds, with a frontier in memory.
     *
     * @throws IllegalArgumentException if a seed cannot be asked for, or is not on this machine and no contact was given
     */
    public CrawlReport crawl(URI... seeds) throws IOException, InterruptedException {
        var from = checked(List.of(seeds));
        boolean local = from.stream().allMatch(CrawlSettings::isLocal);
        var towards = local ? settings.local() : settings.politeness();
        try (var frontier = new MemoryFrontier(towards.perHost())) {
            return crawl(frontier, VisitSink.none(), from);
        }
    }

    /**
     * Crawls on from where the frontier is, and from these seeds if it does not know them.
     *
     * @param sink where the visits go; whatever it throws ends the crawl
     * @throws IOException if the frontier or the sink cannot keep what they are given
     * @throws IllegalArgumentException if there is no seed, one cannot be asked for, or one is not on this machine and no
     *     contact was given
     * @throws IllegalStateException if a crawl of this crawler is running
     */
    public CrawlReport crawl(Frontier frontier, VisitSink sink, List<URI> seeds)
            throws IOException, InterruptedException {
        var from = checked(seeds);
        frontier.offer(from.stream().map(seed -> Link.page(seed, 0)).toList());
        var statistics = new Statistics(System::nanoTime);
        try (var fetcher = fetchers.apply(fetching(from)).open();
                var view = visible ? new CrawlView(frontier, settings.limits().pages(), statistics) : null) {
            var log = new VisitLog(sink, view == null ? _ -> {} : view::add, statistics);
            var now = begin(new CrawlRun(settings, frontier, fetcher, Scope.of(from), log));
            try {
                work(now);
            } finally {
                end(new CrawlReport(log.visits(), statistics.numbers(frontier.counts())));
            }
        }
        return report().orElseThrow();
    }

    /**
     * Ends the crawl that is running, if one is: no URL is taken any more, and what is under way has three seconds to end
     * before it is interrupted. Returns at once; the call of {@code crawl} then returns its report.
     */
    public synchronized void stop() {
        if (run != null) {
            run.stop();
        }
    }

    /** How the last crawl of this crawler came out, stopped and interrupted ones included; empty before the first. */
    public synchronized Optional<CrawlReport> report() {
        return Optional.ofNullable(report);
    }

    /** Fails as a crawl from these seeds would, before anything is asked. */
    void check(List<URI> seeds) {
        checked(seeds);
    }

    private void work(CrawlRun now) throws IOException, InterruptedException {
        try (var scope = TaskScope.open(Joiner.<@Nullable Object>allWithFailures())) {
            for (int i = 1; i <= settings.concurrency(); i++) {
                now.add(scope.fork("crawl-" + i, now::work));
            }
            for (var task : scope.join()) {
                if (task.state() == Task.State.FAILED) {
                    throw thrown(task.failure().orElseThrow());
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a scope without a deadline that keeps failures has failed", e);
        }
    }

    private static IOException thrown(Throwable failure) {
        return switch (failure) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(failure);
        };
    }

    private synchronized CrawlRun begin(CrawlRun next) {
        if (run != null) {
            throw new IllegalStateException("this crawler is crawling; Crawler.with(settings) makes another");
        }
        run = next;
        return next;
    }

    private synchronized void end(CrawlReport last) {
        run = null;
        report = last;
    }

    private List<URI> checked(List<URI> seeds) {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("a crawl needs at least one seed, such as https://example.org/");
        }
        var checked = new ArrayList<URI>();
        for (URI seed : seeds) {
            try {
                checked.add(Urls.parse(seed.toString()));
            } catch (FetchException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        for (URI seed : checked) {
            if (settings.contact().isEmpty() && !CrawlSettings.isLocal(seed)) {
                throw new IllegalArgumentException("who crawls " + seed.getHost()
                        + "? Its owner must be able to reach you: withContact(\"mailto:you@example.org\")");
            }
        }
        return checked;
    }

    /** No redirect is followed by the fetcher: where one leads is a URL of its own, with robots.txt, guard and gap. */
    private FetchSettings fetching(List<URI> seeds) {
        int perHost = Math.max(settings.politeness().perHost(), settings.local().perHost());
        return FetchSettings.usual()
                .withUserAgent(settings.userAgent())
                .withLimits(perHost, settings.concurrency())
                .withTimeouts(settings.timeouts())
                .withCaps(settings.caps())
                .withRedirects(0)
                .withGuard(guard(seeds));
    }

    /** This machine may be asked if a seed is on it, at that seed's host and port; other special addresses never. */
    private static AddressGuard guard(List<URI> seeds) {
        var local =
                seeds.stream().filter(CrawlSettings::isLocal).map(Urls::host).collect(Collectors.toSet());
        return (target, address) -> !SpecialAddresses.isSpecial(address)
                || (address.isLoopbackAddress() && local.contains(Urls.host(target)));
    }
}
