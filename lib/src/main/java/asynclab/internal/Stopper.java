package asynclab.internal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Ends threads that do not listen to interrupts, where something can: our kernel puts checkpoints into the loops of cells and
 * installs a stopper. In any other JVM there is none, and such a thread goes on.
 *
 * <p>Safe for any thread.
 */
@FunctionalInterface
public interface Stopper {
    /** Withdraws an order when it is closed. */
    interface Order extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Makes threads end at their next checkpoint, until the order is closed.
     *
     * @param whom asked by each thread about itself
     */
    Order order(Predicate<Thread> whom);

    /** The kernel's, or one that can do nothing. */
    static Stopper current() {
        return Installed.STOPPER.get();
    }

    /** Makes {@code stopper} the one in use, for the kernel and for tests. */
    static void install(Stopper stopper) {
        Installed.STOPPER.set(stopper);
    }

    /** Holds the one in use; an interface cannot have a mutable field. */
    final class Installed {
        private static final AtomicReference<Stopper> STOPPER = new AtomicReference<>(_ -> () -> {});

        private Installed() {}
    }
}
