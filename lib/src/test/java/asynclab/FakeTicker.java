package asynclab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Time that moves only when a test moves it; what falls due runs in the test's own thread. Or, {@link #jumping}, time that
 * jumps to the end of each sleep: then one thread can live through years. Safe for any thread.
 */
final class FakeTicker implements Ticker {
    private record Timer(long at, Runnable action) {}

    private final List<Timer> timers = new ArrayList<>(); // guarded by this
    private final boolean jumps;
    private long now; // guarded by this

    FakeTicker() {
        this(false);
    }

    private FakeTicker(boolean jumps) {
        this.jumps = jumps;
    }

    /** Time that moves when somebody sleeps, by as much. */
    static FakeTicker jumping() {
        return new FakeTicker(true);
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Runnable schedule(long delayNanos, Runnable action) {
        var timer = new Timer(now + delayNanos, action);
        timers.add(timer);
        notifyAll();
        return () -> forget(timer);
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (jumps) {
            advance(Duration.ofNanos(nanos));
            return;
        }
        var due = new CountDownLatch(1);
        var callOff = schedule(nanos, due::countDown);
        try {
            due.await();
        } finally {
            callOff.run();
        }
    }

    @Override
    public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException {
        var wait = new Wait(Thread.currentThread());
        var callOff = schedule(nanos, wait::timeOut);
        try {
            var taken = queue.take();
            wait.endedBefore();
            return taken;
        } catch (InterruptedException e) {
            if (wait.endedBefore()) {
                return null;
            }
            throw e;
        } finally {
            callOff.run();
        }
    }

    /** Waits, in real time, until so many timers are set: then whoever is to sleep does. */
    synchronized void awaitTimers(int count) throws InterruptedException {
        while (timers.size() < count) {
            wait();
        }
    }

    void advance(Duration by) {
        due(by).forEach(timer -> timer.action().run());
    }

    synchronized int timers() {
        return timers.size();
    }

    private synchronized List<Timer> due(Duration by) {
        now += by.toNanos();
        var due = timers.stream()
                .filter(timer -> timer.at() <= now)
                .sorted(Comparator.comparingLong(Timer::at))
                .toList();
        timers.removeAll(due);
        return due;
    }

    private synchronized void forget(Timer timer) {
        timers.remove(timer);
    }

    /** A wait that fake time ends by an interrupt, as no queue can be made to look at a fake clock. */
    private static final class Wait {
        private final Thread thread;
        private boolean over; // guarded by this
        private boolean timedOut; // guarded by this

        Wait(Thread thread) {
            this.thread = thread;
        }

        synchronized void timeOut() {
            if (!over) {
                timedOut = true;
                thread.interrupt();
            }
        }

        /** Ends the wait; whether time ended it before, whose interrupt is then taken back. */
        synchronized boolean endedBefore() {
            over = true;
            if (timedOut) {
                Thread.interrupted();
            }
            return timedOut;
        }
    }
}
