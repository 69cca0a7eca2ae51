package asynclab.kernel.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TasksTest {
    private final Running running = new Running();
    private final Tasks tasks = new Tasks(running.cells);

    @AfterEach
    void end() {
        running.close();
    }

    private List<String> names(Tasks.Left left) {
        return left.running().stream().map(Tasks::name).toList();
    }

    @Test
    void aThreadOfEachKindBelongsToTheCellThatStartedIt() throws Exception {
        running.cell(1, () -> Thread.ofVirtual().name("one").start(running::task));
        var first = running.last();
        running.cell(
                2,
                () -> Thread.ofPlatform().name("two").start(() -> {
                    Thread.ofVirtual().name("three").start(running::task);
                    running.task();
                }));
        assertEquals(List.of("one"), names(Tasks.sorted(tasks.of(first))));
        while (tasks.of(running.last()).size() < 2) {
            Thread.onSpinWait();
        }
        assertEquals(
                List.of("three", "two"),
                names(Tasks.sorted(tasks.of(running.last()))).stream().sorted().toList());
        assertEquals(
                List.of(1, 2),
                tasks.byCell().keySet().stream()
                        .map(cell -> cell.number())
                        .sorted()
                        .toList());
    }

    @Test
    void aTaskThatHasEndedIsNone() throws Exception {
        Thread thread = running.cell(1, () -> Thread.ofVirtual().start(() -> {}));
        thread.join();
        assertTrue(tasks.of(running.last()).isEmpty());
    }

    @Test
    void theThreadThatRunsCellsAndThoseOfTheCourseAndTheJdkAreNoTasks() throws Exception {
        running.cell(1, () -> {
            for (var name : List.of(
                    "asynclab-live-view", "HttpClient-1-SelectorManager", "ForkJoinPool.commonPool-delayScheduler")) {
                Thread.ofPlatform().name(name).daemon().start(running::task);
            }
            assertTrue(tasks.of(running.last()).isEmpty());
            return 0;
        });
    }

    @Test
    void anIdleWorkerOfAPoolIsNoRunningTask() throws Exception {
        try (ExecutorService pool = running.cell(1, () -> Executors.newFixedThreadPool(2))) {
            running.cell(1, () -> pool.submit(() -> 1).get());
            running.cell(1, () -> pool.submit(running::task));
            while (!isSorted(1, 1)) {
                Thread.onSpinWait();
            }
            running.close();
        }
    }

    @Test
    void aWorkerThatWaitsForTheTimeOfWhatWasScheduledIsARunningTask() throws Exception {
        try (ScheduledExecutorService pool = running.cell(1, () -> Executors.newScheduledThreadPool(1))) {
            running.cell(1, () -> pool.schedule(() -> 1, 1, TimeUnit.HOURS));
            while (!isSorted(1, 0)) {
                Thread.onSpinWait();
            }
            pool.shutdownNow();
        }
    }

    private boolean isSorted(int active, int idle) {
        var all = tasks.byCell().values().stream().flatMap(List::stream).toList();
        var left = Tasks.sorted(all);
        return left.running().size() == active && left.idle().size() == idle;
    }

    @Test
    void manyVirtualThreadsAreAllFound() throws Exception {
        running.cell(1, () -> {
            for (int i = 0; i < 20_000; i++) {
                Thread.startVirtualThread(running::task);
            }
            return 0;
        });
        var found = tasks.of(running.last());
        assertEquals(20_000, found.size());
        assertTrue(Tasks.names(found).endsWith(" and 19,995 more"), Tasks.names(found));
    }
}
