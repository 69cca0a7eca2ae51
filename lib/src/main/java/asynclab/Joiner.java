package asynclab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a {@link TaskScope} is decided, and what its join gives.
 *
 * {@snippet :
 * try (var scope = TaskScope.open(Joiner.<String>any())) {
 *     scope.fork("mirror 1", () -> read(mirror1));
 *     scope.fork("mirror 2", () -> read(mirror2));
 *     String first = scope.join();
 * }
 * }
 *
 * <p>Immutable; one joiner may serve many scopes.
 *
 * @param <T> what the tasks give
 * @param <R> what join gives
 */
public final class Joiner<T extends @Nullable Object, R extends @Nullable Object> {
    /** Makes join's result when every task has ended; succeeded in the order of the ends. */
    private interface Result<T extends @Nullable Object, R extends @Nullable Object> {
        R of(List<Task<T>> forked, List<Task<T>> succeeded, Tasks all) throws ExecutionException;
    }

    private final Predicate<Task.State> decides;
    private final Result<T, R> result;

    private Joiner(Predicate<Task.State> decides, Result<T, R> result) {
        this.decides = decides;
        this.result = result;
    }

    /**
     * All results, in the order of the forks, or none: the first task that does not succeed cancels the others, and join
     * throws an {@link ExecutionException} with the first failure as its cause and every other one suppressed.
     */
    public static <T extends @Nullable Object> Joiner<T, List<T>> allOrNothing() {
        return new Joiner<>(state -> state != Task.State.SUCCEEDED, (forked, succeeded, all) -> {
            if (succeeded.size() < forked.size()) {
                throw all.failure();
            }
            var results = new ArrayList<T>(); // not a copyOf: a task may give null
            forked.forEach(task -> results.add(task.get()));
            return Collections.unmodifiableList(results);
        });
    }

    /**
     * The first result: the first task that succeeds cancels the others. If none does, join throws an
     * {@link ExecutionException} with all failures, as {@link #allOrNothing()} does; if none was forked, an
     * {@link IllegalStateException}.
     */
    public static <T extends @Nullable Object> Joiner<T, T> any() {
        return new Joiner<>(state -> state == Task.State.SUCCEEDED, (forked, succeeded, all) -> {
            if (!succeeded.isEmpty()) {
                return succeeded.getFirst().get();
            }
            if (forked.isEmpty()) {
                throw new IllegalStateException(all.label()
                        + "no task was forked, so there is no first result. Fork at least one before join()");
            }
            throw all.failure();
        });
    }

    /**
     * All tasks, in the order of the forks, each with its result or its failure: no task's end touches another, and join
     * throws no {@link ExecutionException}.
     */
    public static <T extends @Nullable Object> Joiner<T, List<Task<T>>> allWithFailures() {
        return new Joiner<>(state -> false, (forked, succeeded, all) -> forked);
    }

    /** Says of an ended task's state whether it settles the matter, so that the others are cancelled. */
    Predicate<Task.State> decides() {
        return decides;
    }

    /** What join gives, once all have ended. */
    R result(Tasks tasks) throws ExecutionException {
        return result.of(typed(tasks.forked()), typed(tasks.endedAs(Task.State.SUCCEEDED)), tasks);
    }

    @SuppressWarnings("unchecked") // fork took only tasks of T or a subtype, and a task only gives
    private List<Task<T>> typed(List<Task<?>> tasks) {
        return (List<Task<T>>) (List<?>) tasks;
    }
}
