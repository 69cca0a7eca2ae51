package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.Held;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryFrontierTest extends FrontierContract {
    @Override
    Frontier open() {
        return new MemoryFrontier(1, now::get);
    }

    @Test
    void handsOutAsManyLeasesOfAHostAsAskedFor() throws Exception {
        try (var wide = new MemoryFrontier(3)) {
            wide.offer(List.of(link("/a"), link("/b"), link("/c"), link("/d")));
            for (int i = 0; i < 3; i++) {
                assertTrue(wide.take(Duration.ZERO).isPresent());
            }
            assertTrue(wide.take(Duration.ZERO).isEmpty());
        }
        assertThrows(IllegalArgumentException.class, () -> new MemoryFrontier(0));
    }

    @Test
    void whoeverWaitsIsWokenByALinkAndByTheEnd() throws Exception {
        try (var real = new MemoryFrontier()) {
            real.offer(List.of(link("/a")));
            var lease = real.take(Duration.ZERO).orElseThrow();
            var waiting = new CountDownLatch(2);
            var got = new ArrayList<Boolean>();
            var takers = new ArrayList<Thread>();
            for (int i = 0; i < 2; i++) {
                takers.add(Thread.ofVirtual().start(() -> {
                    waiting.countDown();
                    try {
                        var taken = real.take(Duration.ofSeconds(60));
                        synchronized (got) {
                            got.add(taken.isPresent());
                        }
                        if (taken.isPresent()) {
                            real.giveBack(taken.get());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
            }
            waiting.await();
            real.offer(List.of(Link.page(URI.create("http://other.example/"), 0)));
            for (int i = 0; i < 2; i++) {
                assertTrue(takers.get(i).join(Duration.ofSeconds(20)), "still waiting");
            }
            assertEquals(List.of(true, true), got);
            real.giveBack(lease);
        }
    }

    @Test
    void aQueuedUrlTakesLessThanAKilobyte() {
        int urls = 200_000;
        long before = Held.heap();
        var large = new MemoryFrontier();
        for (int i = 0; i < urls; i += 1_000) {
            var links = new ArrayList<Link>();
            for (int j = i; j < i + 1_000; j++) {
                links.add(Link.page(URI.create("http://h" + j % 5_000 + ".example/articles/2026/11/" + j), 1));
            }
            large.offer(links);
        }
        long each = (Held.heap() - before) / urls;
        assertEquals(urls, large.counts().waiting());
        System.out.println("bytes for each queued URL: " + each);
        assertTrue(each < 1_000, each + " bytes");
    }
}
