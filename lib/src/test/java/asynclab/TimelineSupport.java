package asynclab;

import asynclab.Timeline.State;

/** What the tests with real recordings share. */
final class TimelineSupport {
    private TimelineSupport() {}

    static Runnable sleeper(int millis) {
        return () -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    static double share(Timeline.Row row, State state) {
        return (double) row.in(state).toNanos() / row.length().toNanos();
    }
}
