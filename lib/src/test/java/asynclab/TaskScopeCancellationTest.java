package asynclab;

import static asynclab.Awaiting.awaitEnd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * Cancellation by an interrupt, an outer scope or cancel(), and what holds after one. By a failure or a deadline: the
 * classes beside this one.
 */
class TaskScopeCancellationTest {
    private final Trail trail = new Trail();

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
}
