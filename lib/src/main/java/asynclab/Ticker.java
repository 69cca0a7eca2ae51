package asynclab;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where the library's time comes from: the machine's, or a test's that moves only when told to. */
interface Ticker {
    /** Nanoseconds since some fixed moment; only differences mean anything. */
    long nanos();

    /** Runs a short, non-blocking action after a delay, once, on another thread; running the result calls it off. */
    Runnable schedule(long delayNanos, Runnable action);

    /** The machine's time. */
    static Ticker system() {
        return Machine.INSTANCE;
    }

    /** {@code System.nanoTime}: the wall clock may jump, this one does not. */
    final class Machine implements Ticker {
        private static final Machine INSTANCE = new Machine();

        // A platform thread of our own: a timer on the common pool, or on a virtual thread, would come late exactly
        // when
        // a lesson blocks the pool or the carriers on purpose. It inherits nothing from whoever comes first.
        private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .daemon()
                        .name("asynclab-timer")
                        .inheritInheritableThreadLocals(false)
                        .factory());

        private Machine() {
            timers.setRemoveOnCancelPolicy(true); // a scope that ended early must not be kept until its deadline
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Runnable schedule(long delayNanos, Runnable action) {
            var timer = timers.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        }
    }
}
