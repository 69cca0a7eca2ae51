package asynclab.bench;

import asynclab.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * What a timeline costs, once warm: to start, to read and draw, and on the time of the recorded code itself. Plain and recorded
 * runs alternate, so that whatever else the machine does slows both; figures are medians. Ends with status 1 if a limit is missed.
 */
public final class TimelineBench {
    private static final int ROUNDS = 31;

    private boolean missed;

    private TimelineBench() {}

    public static void main(String[] args) throws Exception {
        var bench = new TimelineBench();
        long start = System.nanoTime();
        Timeline.warmUp();
        bench.say("warm-up, once in a JVM", (System.nanoTime() - start) / 1e6, "ms", Double.NaN);
        bench.startReadAndDraw();
        bench.overhead("1,000 tasks of 10 ms, all at once", Integer.MAX_VALUE);
        bench.overhead("1,000 tasks of 10 ms, 100 at once", 100);
        System.exit(bench.missed ? 1 : 0); // the recorder's threads are daemons, but System.exit carries the status
    }

    private void startReadAndDraw() throws Exception {
        var starts = new ArrayList<Double>();
        var draws = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            var body = new long[2];
            long called = System.nanoTime();
            var timeline = Timeline.record(() -> {
                body[0] = System.nanoTime();
                tasks(100, 20);
                body[1] = System.nanoTime();
            });
            timeline.picture();
            starts.add((body[0] - called) / 1e6);
            draws.add((System.nanoTime() - body[1]) / 1e6);
        }
        say("start", median(starts), "ms", 150);
        say("stop, read and draw 100 tasks", median(draws), "ms", 80);
    }

    private void overhead(String what, int atOnce) throws Exception {
        var plain = new ArrayList<Double>();
        var recorded = new ArrayList<Double>();
        for (int i = 0; i < 2 * ROUNDS; i++) {
            var time = new double[1];
            Timeline.Body timed = () -> time[0] = tasks(1000, atOnce);
            if (i % 2 == 0) {
                timed.run();
                plain.add(time[0]);
            } else {
                Timeline.record(timed);
                recorded.add(time[0]);
            }
        }
        say(what + ", plain", median(plain), "ms", Double.NaN);
        say(what + ", recorded", median(recorded), "ms", Double.NaN);
        say(what + ", more time", 100 * (median(recorded) / median(plain) - 1), "%", 2);
    }

    /** Runs tasks of 10 ms, each on its own virtual thread, and returns the milliseconds it took. */
    private static double tasks(int count, int atOnce) {
        var permits = new Semaphore(atOnce);
        long start = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                executor.execute(() -> task(permits));
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void task(Semaphore permits) {
        permits.acquireUninterruptibly();
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark's task", e);
        } finally {
            permits.release();
        }
    }

    private void say(String what, double value, String unit, double limit) {
        boolean over = value > limit;
        missed |= over;
        String verdict = Double.isNaN(limit) ? "" : "limit %.0f %s%s".formatted(limit, unit, over ? "  MISSED" : "");
        System.out.println(String.format(Locale.ROOT, "%-46s %8.2f %-2s  %s", what, value, unit, verdict)
                .stripTrailing());
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
