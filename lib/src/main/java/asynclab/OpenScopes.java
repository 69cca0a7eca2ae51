package asynclab;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scopes the current thread has open, each inside the one before, so that one that was never closed is found when
 * the scope or the task around it ends. A scope left open by a thread that is no task's is found by nobody.
 */
final class OpenScopes {
    /** Each scope knows the one around it, so the innermost stands for all. */
    private static final ThreadLocal<@Nullable TaskScope<?, ?>> INNERMOST = new ThreadLocal<>();

    private OpenScopes() {}

    static @Nullable TaskScope<?, ?> innermost() {
        return INNERMOST.get();
    }

    static void setInnermost(@Nullable TaskScope<?, ?> scope) {
        if (scope == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(scope);
        }
    }

    /**
     * Closes every scope the current thread has open inside {@code outer}, or all of them.
     *
     * @return what to say about it; null if there was none, as there should be
     */
    static @Nullable IllegalStateException closeInside(@Nullable TaskScope<?, ?> outer, String what) {
        List<String> left = new ArrayList<>();
        for (var scope = innermost(); scope != null && scope != outer; scope = innermost()) {
            left.add(scope.toString());
            scope.shut();
        }
        return left.isEmpty()
                ? null
                : new IllegalStateException(
                        what + " ended with a scope inside it still open (" + String.join("; ", left)
                                + "). It is closed now. Open a scope in try (...), so that it closes with its block");
    }
}
