package asynclab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one scope: what its owner, its tasks and the timer share. {@link TaskScope} is the contract and belongs to
 * one thread; this is the mechanism, and safe for any.
 */
final class Tasks {
    // Set at opening, never changed.
    private final String label;
    private final Deadline deadline;
    private final String timeout;
    private final Predicate<Task.State> decides;

    // Any thread, guarded by lock.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allEnded = lock.newCondition();
    private final List<Task<?>> forked = new ArrayList<>();
    private final List<Task<?>> ended = new ArrayList<>();
    private @Nullable String timedOut;

    // Set once, under lock; read by any thread. Not null: cancelled, and why.
    private volatile @Nullable String cancelled;

    Tasks(ScopeSettings settings, Predicate<Task.State> decides) {
        this.label = settings.name().isEmpty() ? "" : settings.name() + ": ";
        this.deadline = settings.deadline();
        this.timeout = Words.seconds(deadline.timeout());
        this.decides = decides;
    }

    /** By the owner: starts the task, or ends it as cancelled if the scope already is. */
    void start(Task<?> task, Thread thread) {
        lock.lock(); // until the thread runs: a cancellation either comes before it or finds it among the forked
        try {
            forked.add(task);
            if (deadline.isPassed()) {
                timeOut(); // without waiting for the timer, which may be late
            }
            if (isCancelled()) {
                end(task, task::neverStarted);
            } else {
                task.start(thread);
            }
        } catch (Throwable noRoomForAnotherThread) {
            forked.removeLast();
            throw noRoomForAnotherThread;
        } finally {
            lock.unlock();
        }
    }

    /** By the task's thread as its last act, or by the owner for a task that is never started. */
    void end(Task<?> task, Runnable setOutcome) {
        lock.lock();
        try {
            setOutcome.run();
            ended.add(task);
            if (decides.test(task.state())) {
                cancel("task '" + task.name() + "' " + task.state().word());
            }
            if (isAllEnded()) {
                allEnded.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** By the timer's thread, or by the owner. Too late to matter if every task forked so far has ended. */
    void timeOut() {
        lock.lock();
        try {
            if (!isCancelled() && !isAllEnded()) {
                timedOut = unfinished("after " + timeout);
                cancel("its time was up after " + timeout);
            }
        } finally {
            lock.unlock();
        }
    }

    /** By any thread. The first reason stays, and each task is interrupted once. */
    void cancel(String why) {
        lock.lock();
        try {
            if (!isCancelled()) {
                cancelled = why;
                forked.forEach(Task::interrupt);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isCancelled() {
        return cancelled != null;
    }

    String whyCancelled() {
        return cancelled == null ? "" : ", because " + cancelled;
    }

    /** By the owner, in join. */
    void awaitAllEnded() throws InterruptedException, TimeoutException {
        lock.lock();
        try {
            // Also when nothing is left to wait for: whoever was asked to stop should not go on with a result.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            while (!isAllEnded()) {
                allEnded.await();
            }
            if (timedOut != null) {
                throw withFailures(new TimeoutException(timedOut));
            }
        } catch (InterruptedException e) {
            var interrupted = new InterruptedException(unfinished("when join() was interrupted"));
            cancel("join() was interrupted");
            throw withFailures(interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** By the owner, in close: cancels what still runs and waits for the threads, keeping an interrupt for later. */
    void shut() {
        lock.lock();
        try {
            if (!isAllEnded()) {
                cancel("it was closed");
            }
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (var task : forked()) {
            interrupted |= task.awaitThread();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** All tasks, in the order of the forks. */
    List<Task<?>> forked() {
        return copy(forked);
    }

    /** The threads of the tasks that were started. */
    List<Thread> threads() {
        return forked().stream().flatMap(task -> task.thread().stream()).toList();
    }

    /** The tasks that have ended like this, in the order of the ends. */
    List<Task<?>> endedAs(Task.State state) {
        return copy(ended).stream().filter(task -> task.state() == state).toList();
    }

    /** All failures in one: the first is the cause, the others are suppressed, so that none is lost. */
    ExecutionException failure() {
        var failed = endedAs(Task.State.FAILED);
        if (failed.isEmpty()) { // then somebody called cancel() on a task
            var stopped = endedAs(Task.State.CANCELLED);
            var text = label + stopped.size() + " of " + Words.tasks(forked().size()) + " cancelled: "
                    + Words.names(stopped);
            return new ExecutionException(text, new CancellationException(text));
        }
        var text = label + failed.size() + " of " + Words.tasks(forked().size()) + " failed: " + Words.failures(failed);
        var all = new ExecutionException(text, failed.getFirst().failure().orElseThrow());
        failed.stream().skip(1).forEach(task -> task.failure().ifPresent(all::addSuppressed));
        return all;
    }

    /** The scope's name for the beginning of a message, or nothing. */
    String label() {
        return label;
    }

    /** How far the tasks have come, and why they are cancelled if they are. */
    @Override
    public String toString() {
        return copy(ended).size() + " of " + Words.tasks(forked().size()) + " ended" + whyCancelled();
    }

    private <E extends Exception> E withFailures(E exception) {
        endedAs(Task.State.FAILED).forEach(task -> task.failure().ifPresent(exception::addSuppressed));
        return exception;
    }

    private String unfinished(String when) {
        var running = copy(forked).stream()
                .filter(task -> task.state() == Task.State.RUNNING)
                .toList();
        return label + running.size() + " of " + Words.tasks(forked.size()) + " unfinished " + when
                + (running.isEmpty() ? "" : ": " + Words.names(running));
    }

    /** Under lock. */
    private boolean isAllEnded() {
        return ended.size() == forked.size();
    }

    private List<Task<?>> copy(List<Task<?>> guarded) {
        lock.lock();
        try {
            return List.copyOf(guarded);
        } finally {
            lock.unlock();
        }
    }
}
