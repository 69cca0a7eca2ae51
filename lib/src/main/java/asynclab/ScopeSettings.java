package asynclab;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a {@link TaskScope} is opened; a lambda given to {@link TaskScope#open} changes what it needs.
 *
 * {@snippet :
 * TaskScope.open(Joiner.<Page>any(), with -> with.withName("mirrors").withTimeout(ofSeconds(2)))
 * }
 *
 * <p>Immutable.
 *
 * @param name shown in messages; empty by default
 * @param deadline when the scope is cancelled; {@link Deadline#none()} by default
 * @param threads makes the tasks' threads; {@code Thread::ofVirtual} by default. A supplier, because a builder is no
 *     thread-safe thing and two scopes may share these settings
 */
public record ScopeSettings(String name, Deadline deadline, Supplier<? extends Thread.Builder> threads) {
    static final ScopeSettings DEFAULT = new ScopeSettings("", Deadline.none(), Thread::ofVirtual);

    /** These settings with a name for messages. */
    public ScopeSettings withName(String name) {
        return new ScopeSettings(name, deadline, threads);
    }

    /** These settings with a deadline. */
    public ScopeSettings withDeadline(Deadline deadline) {
        return new ScopeSettings(name, deadline, threads);
    }

    /**
     * These settings with a deadline {@code timeout} from now.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public ScopeSettings withTimeout(Duration timeout) {
        return withDeadline(Deadline.in(timeout));
    }

    /** These settings with other threads: {@code Thread::ofPlatform}, say, to compare the two kinds. */
    public ScopeSettings withThreads(Supplier<? extends Thread.Builder> threads) {
        return new ScopeSettings(name, deadline, threads);
    }
}
