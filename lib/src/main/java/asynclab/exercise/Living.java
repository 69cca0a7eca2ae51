package asynclab.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The living threads that descend from an answer. A thread inherits its parent's context class loader, and that of any
 * thread can be read: so the answer gets one of its own, which is only a mark.
 *
 * <p>Platform threads can be listed everywhere. Virtual threads can be listed where the JVM runs with
 * {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}, as our kernel and our tests do. Elsewhere they are seen in a
 * thread dump, by their numbers, and cannot be interrupted. Pools that the JVM shares, such as the common pool, belong to
 * nobody and are not found.
 */
final class Living {
    /** A class loader that adds nothing: who has it descends from the answer. */
    private static final class Mark extends ClassLoader {
        Mark(@Nullable ClassLoader parent) {
            super(parent);
        }
    }

    /** Nobody reads more; and a million stacks would not fit the heap. */
    private static final int MOST_STACKS = 200;

    private static final int MOST_DUMPED = 50_000;
    private static final List<StackTraceElement> NO_STACK = List.of();

    private final Mark mark = new Mark(Thread.currentThread().getContextClassLoader());
    private final long first = Thread.ofVirtual().unstarted(() -> {}).threadId();

    /** Makes the calling thread the ancestor. */
    void adopt() {
        Thread.currentThread().setContextClassLoader(mark);
    }

    /** Those alive now, apart from the calling thread. */
    List<Survivor> all() {
        var all = new ArrayList<Survivor>();
        threads().forEach(thread -> {
            var state = thread.getState();
            if (state != Thread.State.TERMINATED) {
                var stack = all.size() < MOST_STACKS ? Arrays.asList(thread.getStackTrace()) : NO_STACK;
                all.add(Survivor.of(thread.getName(), thread.threadId(), state, stack));
            }
        });
        if (!Containers.AVAILABLE && made() < MOST_DUMPED) {
            all.addAll(Dump.virtualThreadsSince(first));
        }
        return all;
    }

    /** How many threads were made in this JVM since, by anybody, at most. */
    private long made() {
        return Thread.ofVirtual().unstarted(() -> {}).threadId() - first;
    }

    /** Asks all of them to stop that can be reached. */
    void interrupt() {
        threads().forEach(Thread::interrupt);
    }

    /** Whether a thread descends from the answer. */
    boolean includes(Thread thread) {
        return thread.getContextClassLoader() == mark;
    }

    private Stream<Thread> threads() {
        var all = Containers.AVAILABLE ? Containers.threads() : Thread.getAllStackTraces().keySet().stream();
        return all.filter(thread -> !thread.equals(Thread.currentThread()) && includes(thread));
    }
}
