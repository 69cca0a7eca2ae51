package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the joiners other than all-or-nothing make of successes and failures. */
class TaskScopeJoinerTest {
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
}
