package asynclab.kernel.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Joiner;
import asynclab.TaskScope;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskTreeTest {
    private final Running running = new Running();
    private final Tasks tasks = new Tasks(running.cells);

    @AfterEach
    void end() {
        running.close();
    }

    private String text() {
        var threads = JvmThreads.all();
        return TreePicture.of(TaskTree.of(tasks.byCell(), threads), "").text();
    }

    @Test
    void scopesStandUnderTheTasksThatOpenedThem() throws Exception {
        var ready = new CountDownLatch(2);
        var scopes = new FutureTask<>(() -> {
            try (var outer = TaskScope.open(Joiner.allOrNothing(), with -> with.withName("crawl"))) {
                outer.fork("page", () -> {
                    try (var inner = TaskScope.open()) {
                        inner.fork("picture", () -> wait(ready));
                        return inner.join();
                    }
                });
                outer.fork("robots", () -> wait(ready));
                return outer.join();
            }
        });
        running.cell(7, () -> Thread.ofPlatform().name("crawler").start(scopes));
        ready.await();
        tasks.of(running.last()).forEach(Running::waiting);
        var lines = text().lines().map(line -> line.replaceAll(" {2,}", " | ")).toList();
        assertEquals("cell 7", lines.get(0));
        assertEquals("└─ crawler | waits | TaskScope.join", lines.get(1));
        assertTrue(lines.get(2).endsWith("└─ TaskScope \"crawl\""), lines.get(2));
        assertTrue(lines.get(3).contains("├─ page | waits"), lines.get(3));
        assertTrue(lines.get(4).endsWith("└─ TaskScope"), lines.get(4));
        assertTrue(lines.get(5).contains("└─ picture | waits | CountDownLatch.await"), lines.get(5));
        assertTrue(lines.get(6).contains("└─ robots | waits"), lines.get(6));
        assertEquals(7, lines.size());
    }

    private int wait(CountDownLatch ready) {
        ready.countDown();
        running.task();
        return 0;
    }

    @Test
    void theThreadsOfAnExecutorStandTogether() throws Exception {
        try (ExecutorService executor = running.cell(3, Executors::newVirtualThreadPerTaskExecutor);
                ExecutorService pool = running.cell(4, () -> Executors.newFixedThreadPool(1))) {
            running.cell(3, () -> executor.submit(running::task));
            running.cell(4, () -> pool.submit(running::task));
            var text = text();
            assertTrue(text.contains("cell 3\n└─ ThreadPerTaskExecutor\n   └─ #"), text);
            assertTrue(text.contains("cell 4\n└─ ThreadPoolExecutor\n   └─ pool-"), text);
            running.close();
        }
    }

    @Test
    void ofManyOnlySomeAreShown() throws Exception {
        running.cell(1, () -> {
            for (int i = 0; i < 1_050; i++) {
                Thread.startVirtualThread(running::task);
            }
            return 0;
        });
        var text = text();
        assertEquals(52, text.lines().count());
        assertTrue(text.endsWith("└─ … 1,000 more"), text);
    }

    @Test
    void namesAreSafeInHtml() {
        var tree = List.of(Node.group("cell 1", List.of(new Node("<b>", "waits", "a & b", List.of()))));
        var html = String.valueOf(
                TreePicture.of(tree, "`%stop` stops them.").forms().get("text/html"));
        assertTrue(
                html.contains("&lt;b&gt;") && html.contains("a &amp; b") && html.contains("<code>%stop</code>"), html);
    }
}
