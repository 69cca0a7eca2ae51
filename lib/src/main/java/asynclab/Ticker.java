package asynclab;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Where the library's time comes from: the machine's, or a test's that moves only when told to. */
interface Ticker {
    /** Nanoseconds since some fixed moment; only differences mean anything. */
    long nanos();

    /** Runs a short, non-blocking action after a delay, once, on another thread; running the result calls it off. */
    Runnable schedule(long delayNanos, Runnable action);

    /** Waits in this thread until so much time has passed; an interrupt, before or meanwhile, ends the wait. */
    void sleep(long nanos) throws InterruptedException;

    /** Takes the queue's head, waiting for one until so much time has passed; then null. */
    <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException;

    /** The machine's time. */
    static Ticker system() {
        return Machine.INSTANCE;
    }

    /** {@code System.nanoTime}: the wall clock may jump, this one does not. */
    final class Machine implements Ticker {
        private static final Machine INSTANCE = new Machine();

        // A platform thread of our own: a timer on the common pool, or on a virtual thread, would come late
        // exactly when a lesson blocks the pool or the carriers on purpose. It inherits nothing from whoever comes
        // first.
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

        @Override
        public void sleep(long nanos) throws InterruptedException {
            // Parked and not Thread.sleep: of a parked thread a recording tells by whom, so that a timeline can
            // say what the thread waits for.
            long start = nanos();
            for (long left = nanos;
                    left > 0 || Thread.currentThread().isInterrupted();
                    left = start + nanos - nanos()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.parkNanos(this, left);
            }
        }

        @Override
        public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException {
            return queue.poll(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
