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

    /** Whether it wants what hosts answered, byte for byte. That costs the memory of each body while it is fetched. */
    default boolean wantsCaptures() {
        return false;
    }

    /** Keeps what a host answered; its visit follows. Called only if it {@link #wantsCaptures}. */
    default void add(Capture capture) throws IOException {}

    /** Keeps nothing. */
    static VisitSink none() {
        return _ -> {};
    }

    /** Keeps all in the first and then in the second. */
    static VisitSink both(VisitSink first, VisitSink second) {
        return new VisitSink() {
            @Override
            public void add(Visit visit) throws IOException {
                first.add(visit);
                second.add(visit);
            }

            @Override
            public boolean wantsCaptures() {
                return first.wantsCaptures() || second.wantsCaptures();
            }

            @Override
            public void add(Capture capture) throws IOException {
                first.add(capture);
                second.add(capture);
            }
        };
    }
}
