package asynclab.crawl;

import asynclab.Task;
import asynclab.crawl.Frontier.Lease;
import asynclab.crawl.Outcome.Reason;
import asynclab.crawl.Outcome.Refused;
import asynclab.http.HttpFetcher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One crawl while it runs: what each of its workers does over and over. A worker claims a page, takes a lease, fetches, and
 * tells the frontier what it found. Nothing is handed from worker to worker, so they may as well be on many machines.
 *
 * <p>Safe for any thread.
 */
final class CrawlRun {
    /** How long a worker waits for a lease before it looks whether the crawl is over or stopped. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** How long a fetch may go on when the crawl is stopped; with the fetcher's own grace, all of it is within 5 s. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final CrawlSettings settings;
    private final Frontier frontier;
    private final Visitor visitor;
    private final Robots robots;
    private final LinkGate gate;
    private final Statistics statistics;
    private final VisitLog log;
    private final PageBudget budget;
    private final ConcurrentMap<String, Pace> paces = new ConcurrentHashMap<>();
    private final Collection<Task<?>> workers = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping; // set by any thread, once

    CrawlRun(CrawlSettings settings, Frontier frontier, HttpFetcher fetcher, Scope scope, VisitLog log) {
        this.settings = settings;
        this.frontier = frontier;
        this.log = log;
        this.statistics = log.statistics();
        this.visitor = new Visitor(settings, fetcher, log.wantsCaptures());
        this.robots = new Robots(fetcher, settings.politeness().robots(), settings.token(), System::nanoTime);
        this.gate = new LinkGate(scope, settings.limits(), statistics::dropped);
        frontier.known(gate::followed);
        this.budget = new PageBudget(
                Math.max(0, settings.limits().pages() - frontier.counts().pages()));
    }

    /** A worker, to be cancelled if it does not stop by itself. */
    void add(Task<?> worker) {
        workers.add(worker);
    }

    /** No lease is taken from now on; a worker that is not done after the grace is interrupted. Returns at once. */
    void stop() {
        stopping = true;
        Thread.ofVirtual().name("crawl-stop").start(() -> {
            try {
                Thread.sleep(GRACE);
                workers.forEach(Task::cancel);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
            }
        });
    }

    /** Works until the crawl is over or stopped. An interrupt ends the fetch under way, and its lease is given back. */
    void work() throws IOException, InterruptedException {
        try {
            workOn();
        } catch (RuntimeException | Error e) {
            stopping = true; // a fault of ours: nobody knows what the others would do
            throw e;
        }
    }

    private void workOn() throws IOException, InterruptedException {
        while (!stopping && budget.claim()) {
            boolean page = false;
            try {
                var lease = frontier.take(LOOK);
                if (lease.isPresent()) {
                    page = handle(lease.get());
                } else if (frontier.counts().isFinished()) {
                    return;
                }
            } finally {
                budget.settle(page);
            }
        }
    }

    private boolean handle(Lease lease) throws IOException, InterruptedException {
        if (stopping) { // since this worker began to wait for a lease
            frontier.giveBack(lease);
            return false;
        }
        try {
            return visit(lease);
        } catch (InterruptedException e) {
            frontier.giveBack(lease);
            throw e;
        } catch (IOException e) {
            stopping = true; // what cannot be kept is not worth fetching: the others end too, before they take more
            frontier.giveBack(lease);
            throw e;
        }
    }

    private boolean visit(Lease lease) throws IOException, InterruptedException {
        var link = lease.link();
        var pace = paces.computeIfAbsent(link.host(), _ -> pace(link));
        if (pace.isParked()) {
            return refuse(lease, new Refused(Reason.PARKED, "too many failures in a row"));
        }
        var known = robots.known(link.host());
        if (known.isEmpty()) {
            readRobots(lease, pace);
            return false;
        }
        var refused = known.get().against(link.url());
        if (refused.isPresent()) {
            return refuse(lease, refused.get());
        }
        return settle(lease, pace, visitor.visit(lease));
    }

    /** robots.txt is a request like any other: the gap must pass before the page is asked for, so the lease goes back. */
    private void readRobots(Lease lease, Pace pace) throws IOException, InterruptedException {
        var link = lease.link();
        var rules = robots.fetch(link);
        pace.crawlDelay(rules.crawlDelay());
        frontier.pace(link.host(), pace.gap());
        if (settings.sitemaps()) {
            frontier.offer(gate.sitemaps(rules.sitemaps(), 0));
        }
        frontier.giveBack(lease);
    }

    private boolean settle(Lease lease, Pace pace, Visitor.Answer answer) throws IOException {
        var link = lease.link();
        if (answer.isPassing()) {
            pace.failed(answer.took());
        } else {
            pace.answered(answer.took(), answer.isGood());
        }
        frontier.pace(link.host(), pace.gap());
        if (answer.wantsBlock()) {
            frontier.block(link.host(), answer.retryAfter().map(Pace::asked).orElseGet(pace::block));
        }
        if (answer.isPassing() && lease.attempt() < settings.towards(link.uri()).attempts()) {
            statistics.retried();
            frontier.again(lease, pace.retry(lease.attempt()));
            return false;
        }
        if (answer.capture().isPresent()) {
            log.add(answer.capture().get());
        }
        // First what was found, then that it is through: whatever ends the crawl between the two loses nothing.
        frontier.offer(found(link, answer));
        return done(lease, answer.outcome(), lease.attempt(), answer.took(), answer.bytes());
    }

    private List<Link> found(Link link, Visitor.Answer answer) {
        int most = settings.limits().perPage();
        return switch (answer.outcome()) {
            case Outcome.Page page -> gate.pages(page.links(), link.depth() + 1, most);
            case Outcome.NotModified _ ->
                settings.memory().of(link.url()).stream()
                        .flatMap(known -> gate.pages(known.links(), link.depth() + 1, most).stream())
                        .toList();
            case Outcome.Redirect redirect -> gate.redirect(link, redirect.target());
            case Outcome.Sitemap _ -> {
                var links = gate.sitemaps(answer.sitemap().sitemaps(), link.depth() + 1);
                links.addAll(gate.pages(answer.sitemap().pages(), 1, Integer.MAX_VALUE));
                yield links;
            }
            case Outcome.HttpError _, Outcome.Refused _, Outcome.Failed _ -> List.of();
        };
    }

    private boolean refuse(Lease lease, Refused why) throws IOException {
        return done(lease, why, 0, Duration.ZERO, 0);
    }

    private boolean done(Lease lease, Outcome outcome, int attempts, Duration took, long bytes) throws IOException {
        var visit = new Visit(lease.link(), outcome, attempts, Instant.now(), took, bytes);
        log.add(visit); // first: a visit that cannot be written down is not through
        frontier.done(lease, visit);
        return outcome instanceof Outcome.Page;
    }

    private Pace pace(Link link) {
        return new Pace(
                settings.towards(link.uri()),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
