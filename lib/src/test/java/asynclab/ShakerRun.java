package asynclab;

import static asynclab.ShakerPlan.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import asynclab.ShakerPlan.Deed;
import asynclab.ShakerPlan.Step;
import asynclab.ShakerProgram.BlockFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One scope's run: what its tasks did by their own account, to hold the scope's account against. */
final class ShakerRun {
    private final ShakerProgram program;
    private final ShakerPlan plan;
    private final List<Task<String>> tasks = new ArrayList<>();
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
    private final Set<String> cancelledByHand = ConcurrentHashMap.newKeySet();

    @Nullable
    TaskScope<String, ?> scope; // set by the program once it is open

    ShakerRun(ShakerProgram program, ShakerPlan plan) {
        this.program = program;
        this.plan = plan;
    }

    void fork(TaskScope<String, ?> scope, Step step) {
        var name = "task " + tasks.size();
        Optional<Task<String>> before = tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.getLast());
        tasks.add(scope.fork(name, (Callable<String>) () -> {
            program.threads.add(Thread.currentThread());
            try {
                act(step, before);
                return name;
            } catch (Throwable t) {
                failures.put(name, t);
                throw t;
            }
        }));
    }

    private void act(Step step, Optional<Task<String>> before) throws Exception {
        pause(step.after());
        switch (step.deed()) {
            case GIVE -> {}
            case FAIL -> throw new IOException();
            case WAIT_FOR_EVER -> new CountDownLatch(1).await();
            case WAIT_THEN_GIVE, WAIT_THEN_FAIL -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    pause(step.after());
                }
                if (step.deed() == Deed.WAIT_THEN_FAIL) {
                    throw new IOException();
                }
            }
            case CANCEL_THE_ONE_BEFORE ->
                before.ifPresent(task -> {
                    cancelledByHand.add(task.name());
                    task.cancel();
                });
            case OPEN_A_SCOPE -> program.run(Objects.requireNonNull(step.inner()), Deadline.none());
            case LEAVE_A_SCOPE_OPEN -> {
                var left = TaskScope.open(Joiner.<String>allWithFailures());
                left.fork("left", () -> {
                    program.threads.add(Thread.currentThread());
                    new CountDownLatch(1).await();
                });
            }
        }
    }

    void check(@Nullable Object result, @Nullable Exception thrown) {
        boolean cancelled = Objects.requireNonNull(scope).isCancelled();
        for (var task : tasks) {
            check(task, cancelled);
        }
        if (thrown instanceof ExecutionException || thrown instanceof TimeoutException) {
            assertSame(failed(), told(thrown));
        }
        if (thrown instanceof TimeoutException) {
            assertTrue(program.deadline.isPassed() && cancelled, "too early");
        }
        if (plan.blockThrows()) {
            assertTrue(thrown instanceof BlockFailure, "the block's own failure is the main one");
        } else if (thrown == null || thrown instanceof ExecutionException || thrown instanceof IllegalStateException) {
            checkResult(result, thrown);
        }
    }

    private void check(Task<String> task, boolean cancelled) {
        var own = Optional.ofNullable(failures.get(task.name()));
        switch (task.state()) {
            case RUNNING -> fail("still running after close: " + task);
            case SUCCEEDED -> {
                assertEquals(Optional.empty(), own);
                assertEquals(task.name(), task.get());
            }
            case FAILED -> {
                // a scope left open fails a task whose own code knows nothing of it
                var failure = task.failure();
                assertTrue(own.or(() -> failure.filter(IllegalStateException.class::isInstance))
                        .equals(failure));
                // nobody interrupts a task but who cancels it
                assertFalse(
                        failure.orElseThrow() instanceof InterruptedException, "a cancellation taken for a failure");
            }
            case CANCELLED -> {
                assertTrue(cancelled || cancelledByHand.contains(task.name()), "cancelled by nobody: " + task);
                assertEquals(own, task.failure());
            }
        }
    }

    private void checkResult(@Nullable Object result, @Nullable Exception thrown) {
        var names = tasks.stream().map(Task::name).toList();
        var succeeded = tasks.stream()
                .filter(task -> task.state() == Task.State.SUCCEEDED)
                .map(Task::name)
                .toList();
        switch (plan.joiner()) {
            case 0 -> {
                assertEquals(succeeded.size() == names.size(), thrown == null, "all or nothing");
                assertTrue(thrown != null || names.equals(result), "in the order of the forks");
            }
            case 1 -> {
                assertEquals(succeeded.isEmpty(), thrown != null, "any");
                assertTrue(thrown != null || succeeded.contains(String.valueOf(result)));
                assertEquals(names.isEmpty(), thrown instanceof IllegalStateException);
            }
            default -> {
                assertEquals(null, thrown);
                assertEquals(tasks, result);
            }
        }
    }

    private List<Throwable> failed() {
        return tasks.stream()
                .filter(task -> task.state() == Task.State.FAILED)
                .flatMap(task -> task.failure().stream())
                .toList();
    }

    private static List<Throwable> told(Exception thrown) {
        var told = new ArrayList<>(List.of(thrown.getSuppressed()));
        if (thrown instanceof ExecutionException && !(thrown.getCause() instanceof CancellationException)) {
            told.add(Objects.requireNonNull(thrown.getCause()));
        }
        return told;
    }

    /** Each once, in whatever order. */
    private static void assertSame(List<Throwable> expected, List<Throwable> actual) {
        Set<Throwable> once = Collections.newSetFromMap(new IdentityHashMap<>());
        once.addAll(actual);
        assertEquals(expected.size(), actual.size(), "each failure is told");
        assertTrue(once.size() == actual.size() && once.containsAll(expected), "each failure is told once");
    }
}
