package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Shakes scopes for races: thousands of small programs drawn from a seed, each a mix of forks, failures, cancellations,
 * interrupts, timeouts, nested scopes and tasks that ignore interrupts, with random pauses in between; what must hold for
 * any of them is checked after each. The program follows from its seed alone, the interleaving is the machine's.
 *
 * <p>{@code -Dasynclab.shake.seconds=60} shakes longer, {@code -Dasynclab.shake.seed=4711} one program only, again and
 * again. Why not Lincheck or jcstress: Lincheck's model checker (3.4) does not see threads made by a
 * {@code Thread.Builder}, fails on virtual ones, and cannot read Java 25's classes without a newer ASM; jcstress looks for
 * broken memory ordering and has no actors that block and fork.
 */
class TaskScopeShakerTest {
    private static final long SECONDS = Long.getLong("asynclab.shake.seconds", 4);

    private final AtomicLong seed = new AtomicLong();
    private final AtomicLong programs = new AtomicLong();

    @Test
    void whateverHappensNoTaskOutlivesItsScopeAndNoFailureIsLost() throws Exception {
        var problem = new ConcurrentLinkedQueue<Throwable>();
        var runner = Thread.ofPlatform().daemon().name("shaker").start(() -> {
            try {
                shake();
            } catch (Throwable t) {
                problem.add(t);
            }
        });
        if (!runner.join(Duration.ofSeconds(SECONDS + 30))) {
            var stuck = new AssertionError("a scope waits for ever");
            stuck.setStackTrace(runner.getStackTrace());
            problem.add(stuck);
        }
        if (!problem.isEmpty()) {
            fail("after " + programs + " programs; try again with -Dasynclab.shake.seed=" + seed, problem.element());
        }
        assertTrue(programs.get() > 100, "only " + programs + " programs in " + SECONDS + " s");
    }

    private void shake() throws Exception {
        long first = System.nanoTime();
        long end = first + TimeUnit.SECONDS.toNanos(SECONDS);
        var fixed = Optional.ofNullable(Long.getLong("asynclab.shake.seed"));
        while (System.nanoTime() < end) {
            seed.set(fixed.orElse(first + programs.get()));
            new Program(new Random(seed.get())).run();
            programs.incrementAndGet();
        }
    }

    /** What a task does. */
    private enum Deed {
        GIVE,
        FAIL,
        WAIT_FOR_EVER,
        WAIT_THEN_GIVE,
        WAIT_THEN_FAIL,
        CANCEL_THE_ONE_BEFORE,
        OPEN_A_SCOPE,
        LEAVE_A_SCOPE_OPEN
    }

    private record Step(
            Deed deed, long before, long after, @Nullable Plan inner) {}

    /** One scope, drawn whole before anything runs: threads that drew for themselves would draw differently each time. */
    private record Plan(int joiner, Kind kind, boolean blockThrows, long beforeJoin, List<Step> steps) {
        static Plan draw(Random random, int depth, boolean endless) {
            int joiner = random.nextInt(3);
            var kind = random.nextInt(10) == 0 ? Kind.PLATFORM : Kind.VIRTUAL;
            var steps = new ArrayList<Step>();
            for (int i = random.nextInt(6); i > 0; i--) {
                var deeds = Deed.values();
                var deed = deeds[random.nextInt(deeds.length)];
                boolean waits = deed.name().startsWith("WAIT") && !endless;
                boolean opens = deed.name().endsWith("OPEN") || deed == Deed.OPEN_A_SCOPE;
                deed = waits || (opens && depth == 0) ? Deed.GIVE : deed;
                var inner = depth > 0 ? draw(random, depth - 1, endless) : null;
                steps.add(new Step(deed, pause(random), pause(random), inner));
            }
            return new Plan(joiner, kind, random.nextInt(12) == 0, pause(random), steps);
        }

        Joiner<String, ?> newJoiner() {
            return switch (joiner) {
                case 0 -> Joiner.<String>allOrNothing();
                case 1 -> Joiner.<String>any();
                default -> Joiner.<String>allWithFailures();
            };
        }
    }

    /** Nanoseconds: mostly none, sometimes a mere yield of the processor, sometimes a little longer. */
    private static long pause(Random random) {
        return random.nextInt(4) > 0 ? 0 : 1 + random.nextInt(3) * (long) random.nextInt(30_000);
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    /** A plan with an outsider that may stop the clock or interrupt the owner, and what must hold afterwards. */
    private static final class Program {
        private final FakeTicker time = new FakeTicker();
        private final Deadline deadline = Deadline.in(Duration.ofSeconds(1), time);
        private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        private final Random random;

        Program(Random random) {
            this.random = random;
        }

        void run() throws Exception {
            boolean timesOut = random.nextInt(3) == 0;
            boolean interrupts = random.nextInt(3) == 0;
            long moment = pause(random) * 4;
            var plan = Plan.draw(random, 2, timesOut || interrupts);
            var owner = Thread.currentThread();
            var outsider = Thread.ofVirtual().start(() -> {
                pause(moment);
                if (timesOut) {
                    time.advance(Duration.ofSeconds(1));
                }
                if (interrupts) {
                    owner.interrupt();
                }
            });
            boolean caught = false;
            try {
                run(plan, deadline);
            } catch (InterruptedException e) {
                caught = true;
            } catch (ExecutionException | TimeoutException | BlockFailure | IllegalStateException e) {
                // checked where it was thrown
            }
            try {
                outsider.join();
            } catch (InterruptedException e) { // it came after the scope's end
                caught = true;
                outsider.join();
            }
            assertEquals(interrupts, Thread.interrupted() || caught, "an interrupt is neither swallowed nor made up");
            for (var thread : threads) {
                assertFalse(thread.isAlive(), "alive after close: " + thread);
            }
        }

        private void run(Plan plan, Deadline deadline) throws Exception {
            var run = new Run(plan);
            Object result = null;
            Exception thrown = null;
            try (var scope = TaskScope.open(plan.newJoiner(), plan.kind().until(deadline))) {
                run.scope = scope;
                for (var step : plan.steps()) {
                    pause(step.before());
                    run.fork(scope, step);
                }
                pause(plan.beforeJoin());
                if (plan.blockThrows()) {
                    throw new BlockFailure();
                }
                result = scope.join();
            } catch (InterruptedException
                    | ExecutionException
                    | TimeoutException
                    | BlockFailure
                    | IllegalStateException e) {
                thrown = e;
            }
            run.check(result, thrown);
            if (thrown != null) {
                throw thrown;
            }
        }

        /** One scope's run: what its tasks did by their own account, to hold the scope's account against. */
        private final class Run {
            private final Plan plan;
            private final List<Task<String>> tasks = new ArrayList<>();
            private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
            private final Set<String> cancelledByHand = ConcurrentHashMap.newKeySet();
            private @Nullable TaskScope<String, ?> scope;

            Run(Plan plan) {
                this.plan = plan;
            }

            void fork(TaskScope<String, ?> scope, Step step) {
                var name = "task " + tasks.size();
                Optional<Task<String>> before = tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.getLast());
                tasks.add(scope.fork(name, (Callable<String>) () -> {
                    threads.add(Thread.currentThread());
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
                    case OPEN_A_SCOPE -> Program.this.run(Objects.requireNonNull(step.inner()), Deadline.none());
                    case LEAVE_A_SCOPE_OPEN -> {
                        var left = TaskScope.open(Joiner.<String>allWithFailures());
                        left.fork("left", () -> {
                            threads.add(Thread.currentThread());
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
                    assertTrue(deadline.isPassed() && cancelled, "too early");
                }
                if (plan.blockThrows()) {
                    assertTrue(thrown instanceof BlockFailure, "the block's own failure is the main one");
                } else if (thrown == null
                        || thrown instanceof ExecutionException
                        || thrown instanceof IllegalStateException) {
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
                                failure.orElseThrow() instanceof InterruptedException,
                                "a cancellation taken for a failure");
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
    }

    /** What the block itself throws before its join. */
    private static final class BlockFailure extends Exception {
        private static final long serialVersionUID = 1;
    }
}
