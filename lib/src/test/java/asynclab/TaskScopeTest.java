package asynclab;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * Forks and their results: order, threads, and what a task tells of itself. Failures, joiners, timeouts, cancellation
 * and misuse have classes of their own.
 */
class TaskScopeTest {
    private final Trail trail = new Trail();

    @OnBothKinds
    void joinGivesTheResultsInTheOrderOfTheForks(Kind kind) throws Exception {
        var second = new CountDownLatch(1);
        try (var scope = TaskScope.open(Joiner.<String>allOrNothing(), kind)) {
            var user = scope.fork("user", () -> {
                second.await();
                return "Ada";
            });
            var posts = scope.fork("posts", () -> {
                second.countDown();
                return "7 posts";
            });
            assertEquals(List.of("Ada", "7 posts"), scope.join());
            assertEquals("Ada 7 posts", user.get() + " " + posts.get());
        }
    }

    @OnBothKinds
    void eachTaskRunsOnItsOwnThreadWithItsName(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.<Thread>allOrNothing(), kind)) {
            scope.fork("left", Thread::currentThread);
            scope.fork("right", Thread::currentThread);
            var threads = scope.join();
            assertEquals(
                    List.of("left", "right"),
                    threads.stream().map(Thread::getName).toList());
            assertEquals(
                    List.of(kind == Kind.VIRTUAL, kind == Kind.VIRTUAL),
                    threads.stream().map(Thread::isVirtual).toList());
        }
    }

    @Test
    void tasksRunOnVirtualThreadsUnlessToldOtherwise() throws Exception {
        try (var scope = TaskScope.<Boolean>open()) {
            scope.fork("kind", () -> Thread.currentThread().isVirtual());
            assertEquals(List.of(true), scope.join());
        }
    }

    @OnBothKinds
    void tasksInheritInheritableThreadLocals(Kind kind) throws Exception {
        var cell = new InheritableThreadLocal<String>();
        cell.set("cell 3");
        try (var scope = TaskScope.open(Joiner.<String>allOrNothing(), kind)) {
            scope.fork("tagged", cell::get);
            assertEquals(List.of("cell 3"), scope.join());
        } finally {
            cell.remove();
        }
    }

    @OnBothKinds
    void aTaskMayGiveNothing(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.<String>allOrNothing(), kind)) {
            scope.fork("action", () -> trail.add("done"));
            assertEquals(Arrays.asList((String) null), scope.join());
        }
        assertEquals(List.of("done"), trail.names());
    }

    @OnBothKinds
    void noTaskAtAllIsNoTrouble(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            assertEquals(List.of(), scope.join());
        }
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            assertEquals("task scope open, 0 of 0 tasks ended", scope.toString());
        }
    }

    @OnBothKinds
    void aThreadThatCannotBeStartedLeavesTheScopeUsable(Kind kind) throws Exception {
        var builders = new ArrayList<>(List.of(true, false));
        try (var scope = TaskScope.open(
                Joiner.<String>allOrNothing(),
                settings -> kind.apply(settings).withThreads(() -> {
                    if (builders.removeLast()) {
                        return kind.apply(settings).threads().get();
                    }
                    throw new OutOfMemoryError("unable to create native thread");
                }))) {
            assertThrows(OutOfMemoryError.class, () -> scope.fork("a", () -> "a"));
            scope.fork("b", () -> "b");
            assertEquals(List.of("b"), scope.join());
        }
    }

    @OnBothKinds
    void aTaskKnowsItsTimeAndItsFailure(Kind kind) throws Exception {
        var time = new FakeTicker();
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind.until(Deadline.in(ofSeconds(9), time)))) {
            var forked = new CountDownLatch(1);
            var failure = new IOException("404");
            var task = scope.fork("task", () -> {
                forked.await();
                throw failure;
            });
            time.advance(ofSeconds(2));
            assertEquals(ofSeconds(2), task.elapsed());
            assertEquals(Task.State.RUNNING, task.state());
            assertTrue(task.failure().isEmpty());
            forked.countDown();
            scope.join();
            time.advance(ofSeconds(1));
            assertEquals(ofSeconds(2), task.elapsed());
            assertSame(failure, task.failure().orElseThrow());
            assertSame(
                    failure,
                    assertThrows(IllegalStateException.class, task::get).getCause());
        }
    }
}
