package asynclab;

import asynclab.internal.LiveScopes;
import asynclab.internal.LiveScopes.LiveScope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A block that none of its tasks outlives: fork them, join them, and when the block is left every one of them is gone.
 *
 * {@snippet :
 * try (var scope = TaskScope.within(ofSeconds(2))) {
 *     var user = scope.fork("user", () -> fetchUser(7));
 *     var posts = scope.fork("posts", () -> fetchPosts(7));
 *     scope.join();
 *     IO.println(user.get() + posts.get());
 * }
 * }
 *
 * <p>Each task runs on its own virtual thread, named after it. A scope is cancelled when its {@link Joiner} is decided,
 * its deadline passes, its join is interrupted, or it is closed early: every unfinished task is interrupted, once, and
 * later forks are not started. Join and close then wait for the tasks, so one that ignores interrupts holds them up for
 * as long as it likes. Scopes nest: cancelling a task interrupts the join of a scope it has open, and that cancels the
 * tasks of the inner one in turn.
 *
 * <p>Only the thread that opened a scope may fork, join and close; {@link #isCancelled} and {@link #deadline} are safe
 * for any. Misuse is detected, and the message says what to do. What happened before a fork is seen by the task, and what
 * a task did is seen after join.
 *
 * <p>After {@code java.util.concurrent.StructuredTaskScope} (JEP 505), which is a preview and still changing. Unlike
 * there, join waits for cancelled tasks too: so it can report every failure, and leaves each task's state final.
 *
 * @param <T> what the tasks give
 * @param <R> what join gives
 */
public final class TaskScope<T extends @Nullable Object, R extends @Nullable Object> implements AutoCloseable {
    private enum Phase {
        OPEN,
        JOINED,
        CLOSED
    }

    // Set at opening, never changed.
    private final Joiner<T, R> joiner;
    private final ScopeSettings settings;
    private final Thread owner = Thread.currentThread();
    private final @Nullable TaskScope<?, ?> enclosing = OpenScopes.innermost();

    // Only the owner.
    private Runnable stopTimer = () -> {};

    // Set by the owner, read by any thread.
    private volatile Phase phase = Phase.OPEN;

    // Any thread; have their own locks.
    private final Tasks tasks;
    private final LiveScope live;

    private TaskScope(Joiner<T, R> joiner, ScopeSettings settings) {
        this.joiner = joiner;
        this.settings = settings;
        this.tasks = new Tasks(settings, joiner.decides());
        this.live = LiveScopes.opened(settings.name(), tasks::threads);
    }

    /** Opens a scope that gives all results or none: {@link Joiner#allOrNothing()}. */
    public static <T extends @Nullable Object> TaskScope<T, List<T>> open() {
        return open(Joiner.allOrNothing());
    }

    /**
     * Opens an all-or-nothing scope that is cancelled {@code timeout} from now.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public static <T extends @Nullable Object> TaskScope<T, List<T>> within(Duration timeout) {
        return until(Deadline.in(timeout));
    }

    /** Opens an all-or-nothing scope that is cancelled when the deadline passes. */
    public static <T extends @Nullable Object> TaskScope<T, List<T>> until(Deadline deadline) {
        return open(Joiner.allOrNothing(), with -> with.withDeadline(deadline));
    }

    /** Opens a scope with this joiner. */
    public static <T extends @Nullable Object, R extends @Nullable Object> TaskScope<T, R> open(Joiner<T, R> joiner) {
        return open(joiner, with -> with);
    }

    /** Opens a scope with this joiner and other settings: a name, a timeout or a deadline, platform threads. */
    public static <T extends @Nullable Object, R extends @Nullable Object> TaskScope<T, R> open(
            Joiner<T, R> joiner, UnaryOperator<ScopeSettings> with) {
        var scope = new TaskScope<>(joiner, with.apply(ScopeSettings.DEFAULT));
        var deadline = scope.deadline();
        if (!deadline.isNone()) {
            scope.stopTimer = deadline.ticker().schedule(deadline.remaining().toNanos(), scope.tasks::timeOut);
        }
        OpenScopes.setInnermost(scope);
        return scope;
    }

    /**
     * Starts a task on a new thread of this name. In a scope that is already cancelled the task is not started and counts
     * as cancelled; join gives the reason, so it makes no difference which of the two came first.
     *
     * @throws IllegalArgumentException if the name is blank
     * @throws IllegalStateException after join or close
     * @throws WrongThreadException if the current thread did not open the scope
     */
    public <U extends T> Task<U> fork(String name, Callable<? extends U> body) {
        requireOpen("fork(\"" + name + "\")");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a task's name must not be blank: messages and timelines show it");
        }
        var task = new Task<U>(name, this, tasks);
        long parent = owner.threadId();
        // Named by the builder: recordings keep the name a thread was created with, not one set later.
        tasks.start(task, settings.threads().get().name(name).unstarted(() -> task.live(body, parent)));
        return task;
    }

    /** Starts a task that gives nothing. As {@link #fork(String, Callable)} otherwise. */
    public Task<?> fork(String name, Action body) {
        return fork(name, (Callable<T>) () -> {
            body.run();
            return null;
        });
    }

    /**
     * Waits until every task has ended and gives what the joiner makes of them. Once, after the last fork.
     *
     * <p>Interrupted: cancels the tasks and throws at once; close waits for them.
     *
     * @throws ExecutionException if tasks failed and the joiner has no result for that: the first failure is the cause,
     *     all others are suppressed
     * @throws TimeoutException if the deadline passed with tasks unfinished: the message names them, failures are
     *     suppressed
     * @throws InterruptedException if the current thread is interrupted, before or while waiting; failures so far are
     *     suppressed
     * @throws IllegalStateException if already joined or closed
     * @throws WrongThreadException if the current thread did not open the scope
     */
    public R join() throws InterruptedException, ExecutionException, TimeoutException {
        requireOpen("join()");
        phase = Phase.JOINED;
        tasks.awaitAllEnded();
        return joiner.result(tasks);
    }

    /** Whether the scope is cancelled and its tasks should stop; work that never waits asks this now and then. */
    public boolean isCancelled() {
        return tasks.isCancelled();
    }

    /** The scope's deadline, to hand down to what the tasks call. */
    public Deadline deadline() {
        return settings.deadline();
    }

    /**
     * Cancels what still runs and waits until every task's thread is gone, even if the current thread is interrupted
     * (which it then still is). Does nothing the second time.
     *
     * @throws IllegalStateException if tasks were forked and not joined, or a scope opened inside this one is still open;
     *     everything is closed nevertheless
     * @throws WrongThreadException if the current thread did not open the scope; then nothing is closed
     */
    @Override
    public void close() {
        requireOwner("close()");
        if (phase == Phase.CLOSED) {
            return;
        }
        int unjoined = phase == Phase.JOINED ? 0 : tasks.forked().size();
        var misuse = OpenScopes.closeInside(this, tasks.label() + "the scope");
        shut();
        if (misuse != null) {
            throw misuse;
        }
        if (unjoined > 0) {
            throw new IllegalStateException(tasks.label() + "closed before join(), which may have cut off "
                    + Words.tasks(unjoined) + ". Call join() at the end of the block, after the last fork");
        }
    }

    /** The name, the phase, how many tasks have ended, and why it is cancelled if it is. */
    @Override
    public String toString() {
        return "task scope " + tasks.label() + phase.name().toLowerCase(Locale.ROOT) + ", " + tasks;
    }

    /** By the owner: closes without complaint. */
    void shut() {
        phase = Phase.CLOSED;
        stopTimer.run();
        tasks.shut();
        live.closed();
        OpenScopes.setInnermost(enclosing);
    }

    void requireJoined(String what) {
        if (phase == Phase.OPEN) {
            throw new IllegalStateException(tasks.label() + what + " before join(). Call join() on its scope first");
        }
    }

    private void requireOpen(String what) {
        requireOwner(what);
        if (phase != Phase.OPEN) {
            var why = phase == Phase.JOINED
                    ? " after join(). A scope is joined once, after its last fork: open another one for what comes next"
                    : " on a closed scope. Use a scope inside the try block that opened it";
            throw new IllegalStateException(tasks.label() + what + why);
        }
    }

    private void requireOwner(String what) {
        if (!owner.equals(Thread.currentThread())) {
            throw new WrongThreadException(tasks.label() + what + " on thread '"
                    + Thread.currentThread().getName()
                    + "', but only the thread that opened a scope may do this, here '"
                    + owner.getName() + "'. Let each thread open a scope of its own");
        }
    }
}
