package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** Failures: the first one cancels the siblings, and none is lost, however late. */
class TaskScopeFailureTest {
    private final Trail trail = new Trail();

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
