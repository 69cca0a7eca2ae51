package asynclab.crawl;

import java.io.IOException;

/**
 * Where a crawl's visits go, one after the other as they end.
 *
 * <p>Never called by two threads at once. What it throws ends the crawl: results that cannot be kept are not worth fetching.
 */
@FunctionalInterface
public interface VisitSink {
    /** Keeps one. */
    void add(Visit visit) throws IOException;

    /** Keeps nothing. */
    static VisitSink none() {
        return _ -> {};
    }
}
