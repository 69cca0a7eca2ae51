package asynclab;

import static asynclab.Awaiting.awaitEnd;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Deadlines: when they strike, what they say, and whom they are handed down to. */
class TaskScopeTimeoutTest {
    private final Trail trail = new Trail();

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
}
