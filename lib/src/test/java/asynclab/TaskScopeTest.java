package asynclab;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

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
    void theFirstFailureCancelsTheSiblings(Kind kind) {
        var failure = new IOException("503");
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                var started = new CountDownLatch(1);
                scope.fork("posts", () -> {
                    try {
                        started.countDown();
                        for (; ; ) {
                            Thread.sleep(1_000_000);
                        }
                    } finally {
                        trail.add("posts cleaned up");
                    }
                });
                scope.fork("user", () -> {
                    started.await();
                    trail.add("user failed");
                    throw failure;
                });
                try {
                    scope.join();
                } finally {
                    trail.add("join ended");
                    assertTrue(scope.isCancelled());
                }
            }
        });
        assertSame(failure, failed.getCause());
        assertEquals("1 of 2 tasks failed: user (IOException: 503)", failed.getMessage());
        assertEquals(0, failed.getSuppressed().length);
        assertEquals(List.of("user failed", "posts cleaned up", "join ended"), trail.names());
    }

    @OnBothKinds
    void noFailureIsLostNotEvenOneThatComesAfterTheCancellation(Kind kind) {
        var first = new IOException("first");
        var late = new IllegalStateException("clean-up failed");
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind.named("page 7"))) {
                var started = new CountDownLatch(1);
                scope.fork("b", () -> {
                    try {
                        started.countDown();
                        Thread.sleep(1_000_000);
                    } catch (InterruptedException e) {
                        throw late;
                    }
                });
                scope.fork("a", () -> {
                    started.await();
                    throw first;
                });
                scope.join();
            }
        });
        assertSame(first, failed.getCause());
        assertEquals(List.of(late), List.of(failed.getSuppressed()));
        assertEquals(
                "page 7: 2 of 2 tasks failed: a (IOException: first), b (IllegalStateException: clean-up failed)",
                failed.getMessage());
    }

    @OnBothKinds
    void theSameFailureThrownTwiceIsNoTrouble(Kind kind) {
        var shared = new IOException("shared");
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                var both = new CountDownLatch(2);
                for (var name : List.of("a", "b")) {
                    scope.fork(name, () -> {
                        both.countDown();
                        awaitIgnoringInterrupts(both);
                        throw shared;
                    });
                }
                scope.join();
            }
        });
        assertSame(shared, failed.getCause());
        assertEquals(List.of(shared), List.of(failed.getSuppressed()));
    }

    @OnBothKinds
    void anErrorIsAFailureToo(Kind kind) {
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                scope.fork("deep", () -> {
                    throw new StackOverflowError();
                });
                scope.join();
            }
        });
        assertInstanceOf(StackOverflowError.class, failed.getCause());
    }

    @OnBothKinds
    void aMessageNamesTheFirstFiveFailures(Kind kind) {
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.any(), kind)) {
                for (int i = 0; i < 7; i++) {
                    scope.fork("t", () -> {
                        throw new IOException("no");
                    });
                }
                scope.join();
            }
        });
        var one = "t (IOException: no), ";
        assertEquals("7 of 7 tasks failed: " + one.repeat(4) + "t (IOException: no) and 2 more", failed.getMessage());
        assertEquals(6, failed.getSuppressed().length);
    }

    @OnBothKinds
    void anyGivesTheFirstSuccessAndCancelsTheLosers(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.<String>any(), kind)) {
            var losing = new CountDownLatch(2);
            scope.fork("broken", () -> {
                losing.countDown();
                throw new IOException("mirror down");
            });
            var slow = scope.fork("slow", () -> {
                losing.countDown();
                Thread.sleep(1_000_000);
                return "too late";
            });
            scope.fork("fast", () -> {
                losing.await();
                return "first";
            });
            assertEquals("first", scope.join());
            assertEquals(Task.State.CANCELLED, slow.state());
        }
    }

    @OnBothKinds
    void anyOfNoTaskIsAMistake(Kind kind) {
        try (var scope = TaskScope.open(Joiner.any(), kind)) {
            var mistake = assertThrows(IllegalStateException.class, scope::join);
            assertEquals(
                    "no task was forked, so there is no first result. Fork at least one before join()",
                    mistake.getMessage());
        }
    }

    @OnBothKinds
    void allWithFailuresKeepsFailuresBesideSuccesses(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.<Integer>allWithFailures(), kind)) {
            for (int i = 1; i <= 3; i++) {
                int n = i;
                scope.fork("task " + n, () -> {
                    if (n == 2) {
                        throw new IOException("even");
                    }
                    return n;
                });
            }
            var tasks = scope.join();
            assertEquals(
                    List.of("task 1: succeeded", "task 2: failed (IOException: even)", "task 3: succeeded"),
                    tasks.stream().map(Task::toString).toList());
            assertFalse(scope.isCancelled());
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
    void theTimeoutCancelsAndNamesTheUnfinishedTasks(Kind kind) {
        var time = new FakeTicker();
        var late = assertThrows(TimeoutException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind.until(Deadline.in(ofMillis(300), time)))) {
                var fast = scope.fork("fast", () -> "in time");
                var slow = scope.fork("slow", () -> {
                    awaitEnd(fast);
                    time.advance(ofMillis(300)); // the timer strikes while this task runs
                    Thread.sleep(1_000_000);
                });
                try {
                    scope.join();
                } finally {
                    assertEquals(
                            List.of(Task.State.SUCCEEDED, Task.State.CANCELLED), List.of(fast.state(), slow.state()));
                }
            }
        });
        assertEquals("1 of 2 tasks unfinished after 0.3 s: slow", late.getMessage());
    }

    @OnBothKinds
    void theTimeoutCancelsEvenIfTheOwnerIsNotInJoinYet(Kind kind) {
        var time = new FakeTicker();
        assertThrows(TimeoutException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind.until(Deadline.in(ofSeconds(1), time)))) {
                var cancelled = new CountDownLatch(1);
                scope.fork("endless", () -> {
                    try {
                        Thread.sleep(1_000_000);
                    } finally {
                        cancelled.countDown();
                    }
                });
                time.advance(ofSeconds(1));
                cancelled.await();
                scope.join();
            }
        });
    }

    @OnBothKinds
    void aTimeoutKeepsFailures(Kind kind) {
        var time = new FakeTicker();
        var failure = new IOException("before the timeout");
        var late = assertThrows(TimeoutException.class, () -> {
            try (var scope = TaskScope.open(Joiner.any(), kind.until(Deadline.in(ofSeconds(1), time)))) {
                var failing = scope.fork("failing", () -> {
                    throw failure;
                });
                scope.fork("slow", () -> {
                    awaitEnd(failing);
                    time.advance(ofSeconds(1));
                    Thread.sleep(1_000_000);
                });
                scope.join();
            }
        });
        assertEquals(List.of(failure), List.of(late.getSuppressed()));
    }

    @OnBothKinds
    void aTimeoutAfterTheLastTaskHasEndedChangesNothing(Kind kind) throws Exception {
        var time = new FakeTicker();
        try (var scope = TaskScope.open(Joiner.<String>allOrNothing(), kind.until(Deadline.in(ofSeconds(1), time)))) {
            awaitEnd(scope.fork("fast", () -> "in time"));
            time.advance(ofSeconds(2));
            assertEquals(List.of("in time"), scope.join());
        }
    }

    @OnBothKinds
    void aTaskForkedAfterTheDeadlineIsNeverStarted(Kind kind) {
        var time = new FakeTicker();
        var late = assertThrows(TimeoutException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind.until(Deadline.in(ofSeconds(0), time)))) {
                var never = scope.fork("never", () -> trail.add("ran"));
                assertEquals(Task.State.CANCELLED, never.state());
                assertEquals(ofSeconds(0), never.elapsed());
                scope.join();
            }
        });
        assertEquals("1 of 1 task unfinished after 0 s: never", late.getMessage());
        assertEquals(List.of(), trail.names());
    }

    @OnBothKinds
    void closeCallsTheTimerOff(Kind kind) throws Exception {
        var time = new FakeTicker();
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind.until(Deadline.in(ofSeconds(1), time)))) {
            assertEquals(1, time.timers());
            scope.join();
        }
        assertEquals(0, time.timers());
    }

    @Test
    void theMachinesOwnTimeoutWorksToo() {
        var late = assertThrows(TimeoutException.class, () -> {
            try (var scope = TaskScope.within(ofMillis(20))) {
                scope.fork("slow", () -> Thread.sleep(1_000_000));
                scope.join();
            }
        });
        assertEquals("1 of 1 task unfinished after 0.02 s: slow", late.getMessage());
    }

    @OnBothKinds
    void interruptingJoinCancelsTheTasks(Kind kind) {
        var owner = Thread.currentThread();
        var stopped = assertThrows(InterruptedException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                scope.fork("endless", () -> {
                    try {
                        owner.interrupt();
                        Thread.sleep(1_000_000);
                    } finally {
                        trail.add("endless cleaned up");
                    }
                });
                scope.join();
            }
        });
        assertEquals("1 of 1 task unfinished when join() was interrupted: endless", stopped.getMessage());
        assertEquals(List.of("endless cleaned up"), trail.names());
        assertFalse(Thread.interrupted());
    }

    @OnBothKinds
    void anInterruptBeforeJoinEndsItEvenIfAllTasksHaveEnded(Kind kind) {
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            awaitEnd(scope.fork("fast", () -> "done"));
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, scope::join);
        }
    }

    @OnBothKinds
    void closeWaitsForEveryThreadAndKeepsTheInterrupt(Kind kind) {
        var threads = new ConcurrentLinkedQueue<Thread>();
        assertThrows(InterruptedException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                var interrupted = new CountDownLatch(1);
                var owner = Thread.currentThread();
                scope.fork("stubborn", () -> {
                    threads.add(Thread.currentThread());
                    try {
                        Thread.sleep(1_000_000);
                    } catch (InterruptedException e) {
                        owner.interrupt(); // while close waits for this very thread
                        interrupted.countDown();
                    }
                    trail.add("stubborn took its time");
                });
                Thread.currentThread().interrupt();
                scope.join();
            }
        });
        assertTrue(Thread.interrupted(), "close must not swallow the interrupt");
        assertEquals(List.of("stubborn took its time"), trail.names());
        assertFalse(threads.element().isAlive());
    }

    @OnBothKinds
    void cancellingAScopeReachesTheScopesInsideItsTasks(Kind kind) {
        assertThrows(ExecutionException.class, () -> {
            try (var outer = TaskScope.open(Joiner.allOrNothing(), kind)) {
                var deep = new CountDownLatch(1);
                outer.fork("parent", () -> {
                    try (var inner = TaskScope.open(Joiner.allOrNothing(), kind)) {
                        inner.fork("child", () -> {
                            try {
                                deep.countDown();
                                Thread.sleep(1_000_000);
                            } finally {
                                trail.add("child");
                            }
                        });
                        inner.join();
                    } finally {
                        trail.add("parent");
                    }
                });
                outer.fork("failing", () -> {
                    deep.await();
                    throw new IOException();
                });
                try {
                    outer.join();
                } finally {
                    trail.add("outer");
                }
            }
        });
        assertEquals(List.of("child", "parent", "outer"), trail.names());
    }

    @OnBothKinds
    void afterACancellationForksAreNotStartedAndJoinTellsTheReason(Kind kind) {
        var failure = new IOException("first");
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                awaitEnd(scope.fork("failing", () -> {
                    throw failure;
                }));
                var never = scope.fork("never", () -> trail.add("ran"));
                assertEquals(Task.State.CANCELLED, never.state());
                try {
                    scope.join();
                } finally {
                    var why = String.valueOf(assertThrows(IllegalStateException.class, never::get)
                            .getMessage());
                    assertTrue(why.contains("it was cancelled, because task 'failing' failed"), why);
                }
            }
        });
        assertSame(failure, failed.getCause());
        assertEquals(List.of(), trail.names());
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
    void cancellingOneTaskLeavesTheOthersIfFailuresAreKept(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var go = new CountDownLatch(1);
            var stopped = scope.fork("stopped", () -> Thread.sleep(1_000_000));
            var other = scope.fork("other", () -> {
                go.await();
                return "done";
            });
            stopped.cancel();
            awaitEnd(stopped);
            go.countDown();
            scope.join();
            assertEquals(Task.State.CANCELLED, stopped.state());
            assertInstanceOf(InterruptedException.class, stopped.failure().orElseThrow());
            assertEquals("done", other.get());
            var why = String.valueOf(
                    assertThrows(IllegalStateException.class, stopped::get).getMessage());
            assertTrue(why.startsWith("task 'stopped' has no result: it was cancelled by cancel()"), why);
        }
    }

    @OnBothKinds
    void cancellingOneTaskOfAllOrNothingLeavesNothing(Kind kind) {
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                scope.fork("a", () -> Thread.sleep(1_000_000)).cancel();
                scope.join();
            }
        });
        assertInstanceOf(CancellationException.class, failed.getCause());
        assertEquals("1 of 1 task cancelled: a", failed.getMessage());
    }

    @OnBothKinds
    void anInterruptThatIsNoCancellationIsAFailure(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var own = scope.fork("own", () -> {
                Thread.currentThread().interrupt();
                Thread.sleep(1);
            });
            scope.join();
            assertEquals(Task.State.FAILED, own.state());
        }
    }

    @OnBothKinds
    void aWrappedInterruptIsACancellation(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var wrapped = scope.fork("wrapped", () -> {
                try {
                    Thread.sleep(1_000_000);
                } catch (InterruptedException e) {
                    throw new UncheckedIOException(new IOException(e));
                }
            });
            wrapped.cancel();
            scope.join();
            assertEquals(Task.State.CANCELLED, wrapped.state());
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

    @OnBothKinds
    void aDeadlineIsHandedDown(Kind kind) throws Exception {
        var deadline = Deadline.in(ofSeconds(5), new FakeTicker());
        var seen = new AtomicReference<Deadline>();
        try (var outer = TaskScope.open(Joiner.allOrNothing(), kind.until(deadline))) {
            outer.fork("parent", () -> {
                try (var inner = TaskScope.until(outer.deadline())) {
                    seen.set(inner.deadline());
                }
            });
            outer.join();
        }
        assertSame(deadline, seen.get());
    }

    private static void awaitEnd(Task<?> task) {
        task.awaitThread();
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // that is the point: this task fails for a reason of its own, after the cancellation
            }
        }
    }
}
