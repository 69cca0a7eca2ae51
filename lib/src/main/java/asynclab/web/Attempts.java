package asynclab.web;

import java.util.concurrent.ConcurrentHashMap;

/** How many requests came for each path. Safe for any thread. */
final class Attempts {
    /** A trap has no end of paths: past this many, a new path counts as asked for the first time, each time. */
    private static final int MOST_PATHS = 100_000;

    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more request for {@code path} and says how many that makes. */
    int next(String path) {
        if (counts.size() >= MOST_PATHS && !counts.containsKey(path)) {
            return 1;
        }
        return counts.merge(path, 1, Integer::sum);
    }

    /** Starts counting anew. */
    void forget() {
        counts.clear();
    }
}
