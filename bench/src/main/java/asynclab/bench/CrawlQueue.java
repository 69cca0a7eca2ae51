package asynclab.bench;

import asynclab.crawl.Link;
import asynclab.crawl.StoredFrontier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * A frontier with as many URLs as the first argument says, kept in the file the second names: how much memory that takes is
 * for {@code bench/crawl.py} to read off the process.
 */
public final class CrawlQueue {
    private static final int A_PAGE = 100;

    private CrawlQueue() {}

    /** Queues them as a crawl would, some from each page. */
    public static void main(String[] args) throws IOException {
        int urls = Integer.parseInt(args[0]);
        try (var frontier = StoredFrontier.open(Path.of(args[1]), 1)) {
            for (int i = 0; i < urls; i += A_PAGE) {
                frontier.offer(IntStream.range(i, Math.min(i + A_PAGE, urls))
                        .mapToObj(CrawlQueue::link)
                        .toList());
            }
            if (frontier.counts().waiting() != urls) {
                throw new IllegalStateException("queued " + urls + ", counted " + frontier.counts());
            }
        }
    }

    private static Link link(int number) {
        String host = "www.example-" + number % 1_000 + ".org:443";
        String url = "https://www.example-" + number % 1_000 + ".org/articles/2026/a-title-of-some-length-" + number;
        return new Link(Link.Kind.PAGE, url, url, host, 1, 0);
    }
}
