package asynclab.crawl;

import asynclab.Picture;
import asynclab.Showable;
import asynclab.internal.ProgressView;
import asynclab.internal.Screen;
import asynclab.internal.Updater;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Shows how far a crawl has come while it runs: pages fetched of those known by now, so that the end moves away as links are
 * found. Safe for any thread.
 */
final class CrawlView implements Showable, AutoCloseable {
    private final Frontier frontier;
    private final long most;
    private final long before;
    private final Statistics statistics;
    private final LongAdder pages = new LongAdder();
    private final LongAdder others = new LongAdder();
    private final Screen.Live live;
    private final Updater updater;

    CrawlView(Frontier frontier, long most, Statistics statistics) {
        this.frontier = frontier;
        this.most = most;
        this.before = frontier.counts().pages();
        this.statistics = statistics;
        this.live = Screen.current().live(picture());
        this.updater = Updater.start(this, live);
    }

    void add(Visit visit) {
        (visit.outcome() instanceof Outcome.Page ? pages : others).increment();
    }

    @Override
    public Picture picture() {
        return picture(false);
    }

    /** Shows the final numbers for good. */
    @Override
    public void close() {
        updater.stop();
        live.end(picture(true));
    }

    private Picture picture(boolean closed) {
        var counts = frontier.counts();
        long done = pages.sum();
        long known = closed ? done : done + counts.waiting() + counts.leased();
        var beside = new TreeMap<String, Long>();
        beside.put("known", counts.waiting());
        beside.put("not pages", others.sum());
        long total = Math.max(done, Math.min(known, most - before));
        return new ProgressView("pages", total, done, beside, statistics.elapsed(), closed).picture();
    }
}
