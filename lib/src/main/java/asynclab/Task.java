package asynclab;

import asynclab.internal.TaskEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work forked in a {@link TaskScope}, running on a thread of its own that bears its name.
 *
 * {@snippet :
 * var user = scope.fork("user", () -> fetchUser(7));
 * scope.join();
 * IO.println(user.get() + " in " + user.elapsed());
 * }
 *
 * <p>Safe for any thread. Once {@link TaskScope#join} has returned, or thrown anything but an
 * {@link InterruptedException}, the task has ended and nothing here changes any more.
 *
 * @param <T> what the work gives
 */
public final class Task<T extends @Nullable Object> {
    /** Where a task stands; it leaves {@code RUNNING} once and for good. */
    public enum State {
        /** Forked and not ended, whether or not its thread has had a turn yet. */
        RUNNING,
        /** It returned, even if it was asked to stop. */
        SUCCEEDED,
        /** It threw, for a reason of its own. */
        FAILED,
        /** It threw because a cancellation interrupted it, or was never started because of one. */
        CANCELLED;

        /** The word for messages and recordings: {@code succeeded}. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // Set at the fork, never changed.
    private final String name;
    private final TaskScope<?, ?> scope;
    private final Tasks siblings;
    private final Ticker ticker;
    private final long forkedAt;

    // Set once by the owner, before the thread starts; read by any thread. Empty: never started.
    private volatile Optional<Thread> thread = Optional.empty();

    // Set by any thread, read by any thread.
    private volatile boolean asked;

    // Set once, under the scope's lock; read by any thread, the outcome first: then the time is there too.
    private volatile Duration took = Duration.ZERO;
    private volatile Outcome<T> outcome = Outcome.running();

    Task(String name, TaskScope<?, ?> scope, Tasks siblings) {
        this.name = name;
        this.scope = scope;
        this.siblings = siblings;
        this.ticker = scope.deadline().ticker();
        this.forkedAt = ticker.nanos();
    }

    /** The name given to fork, which is also its thread's. */
    public String name() {
        return name;
    }

    /** Where it stands. */
    public State state() {
        return outcome.state();
    }

    /**
     * What it returned. Never waits: the one place to wait is {@link TaskScope#join}.
     *
     * @throws IllegalStateException before {@code join}, or if it did not succeed (with what it threw as the cause)
     */
    public T get() {
        scope.requireJoined("get() of task '" + name + "'");
        return switch (outcome) {
            case Outcome.Value<T>(T value) -> value;
            case Outcome.NoValue<T> none -> throw noValue(none);
        };
    }

    /** What it threw, if it failed, or if it was cancelled while it ran. */
    public Optional<Throwable> failure() {
        return outcome instanceof Outcome.NoValue<T> none ? none.failure() : Optional.empty();
    }

    /** The time from its fork to its end, or until now while it runs; zero if it was never started. */
    public Duration elapsed() {
        return state() == State.RUNNING ? sinceFork() : took;
    }

    /**
     * Asks this task alone to stop, by an interrupt. Returns at once; the task ends when its code next waits, and counts
     * as cancelled. With {@link Joiner#allOrNothing()} that is the end of its siblings too. A task that has ended stays
     * as it is.
     */
    public void cancel() {
        asked = true; // before the interrupt, or what it throws would look like a failure of its own
        interrupt();
    }

    /** The name, the state, and what it threw: {@code posts: failed (IOException: 503)}. */
    @Override
    public String toString() {
        return name + ": " + state().word()
                + failure().map(f -> " (" + Words.text(f) + ")").orElse("");
    }

    /** The thread that runs it; none if it was never started. */
    Optional<Thread> thread() {
        return thread;
    }

    /** By the owner, once: makes the thread run the task. */
    void start(Thread thread) {
        this.thread = Optional.of(thread);
        thread.start();
    }

    /** The whole life of the task's thread. */
    void live(Callable<? extends T> body, long parentThread) {
        var event = new TaskEvent(); // costs nothing while no recording runs
        event.begin();
        var outcome = outcomeOf(body);
        event.end();
        if (event.shouldCommit()) {
            event.task = name;
            event.parentThread = parentThread;
            event.outcome = outcome.state().word();
            event.failure = outcome instanceof Outcome.NoValue<T> none && outcome.state() == State.FAILED
                    ? none.failure().map(Words::text).orElse(null)
                    : null;
            event.commit(); // before the scope hears of the end: once join returns, the recording has it
        }
        siblings.end(this, () -> {
            took = sinceFork();
            this.outcome = outcome;
        });
    }

    /** By the owner, once, instead of a start. */
    void neverStarted() {
        outcome = Outcome.neverStarted();
    }

    void interrupt() {
        if (state() == State.RUNNING) {
            thread.ifPresent(Thread::interrupt);
        }
    }

    /** Waits until the thread itself is gone, whatever happens; tells whether an interrupt came meanwhile. */
    boolean awaitThread() {
        boolean interrupted = false;
        while (thread.isPresent()) {
            try {
                thread.get().join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private Outcome<T> outcomeOf(Callable<? extends T> body) {
        Throwable failure;
        try {
            var value = body.call();
            failure = OpenScopes.closeInside(null, "task '" + name + "'");
            if (failure == null) {
                return new Outcome.Value<>(value);
            }
        } catch (Throwable t) { // Errors too: one that only ended the thread would leave join waiting for ever
            failure = t;
            var misuse = OpenScopes.closeInside(null, "task '" + name + "'");
            if (misuse != null) {
                t.addSuppressed(misuse);
            }
        }
        return Outcome.threw(failure, asked || siblings.isCancelled());
    }

    private IllegalStateException noValue(Outcome.NoValue<T> none) {
        var why = switch (none.state()) {
            case CANCELLED -> "was cancelled" + (asked ? " by cancel()" : siblings.whyCancelled());
            case RUNNING -> "still runs, as join() was interrupted";
            default -> "failed";
        };
        return new IllegalStateException(
                "task '" + name + "' has no result: it " + why
                        + ". Ask state() before get(), or failure() for what it threw",
                none.failure().orElse(null));
    }

    private Duration sinceFork() {
        return Duration.ofNanos(ticker.nanos() - forkedAt);
    }
}
