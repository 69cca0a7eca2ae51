package asynclab.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The task scopes that are open now, for tools that show who started whom: a notebook's {@code %tasks}. Safe for any thread. */
public final class LiveScopes {
    private static final Set<LiveScope> OPEN = ConcurrentHashMap.newKeySet();

    private LiveScopes() {}

    /** One open scope, known until {@link #closed} or until its owner and its tasks are gone. */
    public static final class LiveScope {
        private final String name;
        private final Thread owner;
        private final Supplier<List<Thread>> threads;

        private LiveScope(String name, Thread owner, Supplier<List<Thread>> threads) {
            this.name = name;
            this.owner = owner;
            this.threads = threads;
        }

        /** What the scope is called; empty if it has no name. */
        public String name() {
            return name;
        }

        /** The thread that opened it. */
        public Thread owner() {
            return owner;
        }

        /** The threads of its tasks that have not ended. */
        public List<Thread> threads() {
            return threads.get().stream().filter(Thread::isAlive).toList();
        }

        /** It is not open any more. */
        public void closed() {
            OPEN.remove(this);
        }
    }

    /** Makes known that the calling thread has opened a scope with these threads. */
    public static LiveScope opened(String name, Supplier<List<Thread>> threads) {
        var scope = new LiveScope(name, Thread.currentThread(), threads);
        OPEN.add(scope);
        return scope;
    }

    /** The open scopes; in no order. */
    public static List<LiveScope> all() {
        // What nobody closed is found out here, so that it is not kept for ever.
        OPEN.removeIf(scope -> !scope.owner().isAlive() && scope.threads().isEmpty());
        return List.copyOf(OPEN);
    }
}
