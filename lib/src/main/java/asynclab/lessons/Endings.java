package asynclab.lessons;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Ends a small crawl at every one of its steps, as a crash would, lets it go on from what was written down, and looks what
 * was lost and what was fetched again. Nothing here waits: all endings are tried in milliseconds. One thread only.
 */
final class Endings {
    private static final Map<String, List<String>> PAGES = Map.of(
            "/", List.of("/a", "/b"),
            "/a", List.of("/a/1", "/a/2", "/"),
            "/b", List.of("/b/1", "/a"),
            "/a/1", List.of("/b/1"),
            "/a/2", List.of(),
            "/b/1", List.of("/b/1/x", "/"),
            "/b/1/x", List.of());

    /** A crawl of this size needs some 40 steps; one that takes so many goes round in circles. */
    private static final int TOO_MANY = 1_000;

    /** The end of the process: nothing that is caught as a matter of course. */
    private static final class Ended extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Counts steps and ends the process before a given one. */
    static final class Life {
        private final int end;
        private int step;

        Life(int end) {
            this.end = end;
        }

        void step() {
            if (step++ >= end) {
                throw new Ended();
            }
        }
    }

    /** A web of seven pages. Every process has its own; what was fetched is counted over all of them. */
    static final class Web implements Lesson15.TinyWeb {
        private final Life life;
        private final Map<String, Integer> fetched;

        Web(Life life, Map<String, Integer> fetched) {
            this.life = life;
            this.fetched = fetched;
        }

        @Override
        public String home() {
            return "/";
        }

        @Override
        public List<String> get(String path) {
            life.step();
            fetched.merge(path, 1, Integer::sum);
            var links = PAGES.get(path);
            if (links == null) {
                throw new IllegalArgumentException("there is no page " + path);
            }
            return links;
        }
    }

    /** What is on the disk outlives the process. */
    static final class Disk implements Lesson15.Journal {
        private final Map<String, Boolean> pages = new LinkedHashMap<>(); // path -> through
        private Life life = new Life(0);

        @Override
        public boolean find(String path) {
            life.step();
            return pages.putIfAbsent(path, false) == null;
        }

        @Override
        public void done(String path) {
            life.step();
            pages.put(path, true);
        }

        @Override
        public Optional<String> next() {
            life.step();
            return pages.entrySet().stream()
                    .filter(page -> !page.getValue())
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    /** How it came out: in words, and the most pages that were fetched a second time. */
    record Result(String words, int again) {}

    private Endings() {}

    /** Tries every ending. */
    static Result tryAll(Lesson15.Resume answer) throws Exception {
        int again = 0;
        for (int end = 1; end < TOO_MANY; end++) {
            var disk = new Disk();
            var fetched = new LinkedHashMap<String, Integer>();
            boolean whole = live(answer, disk, fetched, end);
            if (!whole && !live(answer, disk, fetched, TOO_MANY)) {
                return new Result("ended at step " + end + ", it never came to an end", again);
            }
            again = Math.max(
                    again,
                    fetched.values().stream().mapToInt(times -> times - 1).sum());
            var lost = new TreeSet<>(PAGES.keySet());
            lost.removeIf(page -> disk.pages.getOrDefault(page, false));
            if (!lost.isEmpty()) {
                var when = whole ? "never stopped" : "ended at step " + end + " and started again";
                return new Result(when + ", it has lost " + String.join(", ", lost), again);
            }
            if (whole) {
                return new Result("every page, wherever it ended", again);
            }
        }
        return new Result("it never came to an end", again);
    }

    /** One process. Says whether it came to its end by itself. */
    private static boolean live(Lesson15.Resume answer, Disk disk, Map<String, Integer> fetched, int end)
            throws Exception {
        var life = new Life(end);
        disk.life = life;
        try {
            answer.crawl(new Web(life, fetched), disk);
            return true;
        } catch (Ended e) {
            return false;
        }
    }
}
