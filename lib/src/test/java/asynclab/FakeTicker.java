package asynclab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that moves only when a test moves it; what falls due runs in the test's own thread. Safe for any thread. */
final class FakeTicker implements Ticker {
    private record Timer(long at, Runnable action) {}

    private final List<Timer> timers = new ArrayList<>(); // guarded by this
    private long now; // guarded by this

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Runnable schedule(long delayNanos, Runnable action) {
        var timer = new Timer(now + delayNanos, action);
        timers.add(timer);
        return () -> forget(timer);
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
}
