package asynclab.lessons;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program whose memory {@link ThreadCost} measures, in a JVM of its own: starts as many threads as it is told, lets them
 * all wait, and prints what that took. A limit of the system ends the starting, not the program.
 */
final class Sleepers {
    /** On a busy machine 10,000 platform threads may take long; this many are enough to divide by. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ArrayList<Thread> started = new ArrayList<>();

    private Sleepers() {}

    /** {@code main platform 10000} or {@code main virtual 10000}; prints one {@link Figures}. */
    public static void main(String[] words) throws Exception {
        volunteer();
        System.out.println(new Sleepers().measure(words[0].equals("virtual"), Integer.parseInt(words[1])));
        System.exit(0); // ends all of them at once, waiting for none
    }

    /**
     * What was measured: bytes of heap and of everything else that came with the threads.
     *
     * @param started how many there were
     * @param nanos how long it took to start them
     * @param stop why there are not more; empty if there are as many as asked for
     */
    record Figures(int started, long nanos, long heap, long outside, String stop) {
        static Figures parse(String line) {
            var words = line.split(" ", 5);
            return new Figures(
                    Integer.parseInt(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    words[4]);
        }

        @Override
        public String toString() {
            return started + " " + nanos + " " + heap + " " + outside + " " + stop;
        }
    }

    private Figures measure(boolean virtual, int wanted) throws IOException, InterruptedException {
        var kind = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        kind.start(() -> {}).join(); // the classes and the first carrier are no thread's cost
        started.ensureCapacity(wanted);
        long heap = heap();
        long resident = Footprint.now();
        long start = System.nanoTime();
        String stop = start(kind, wanted);
        long nanos = System.nanoTime() - start;
        return new Figures(started.size(), nanos, heap() - heap, Footprint.now() - resident, stop);
    }

    private String start(Thread.Builder kind, int wanted) throws InterruptedException {
        var ready = new CountDownLatch(wanted);
        String stop = "";
        long end = System.nanoTime() + PATIENCE;
        try {
            while (started.size() < wanted && stop.isEmpty()) {
                started.add(kind.start(() -> sleep(ready)));
                stop = System.nanoTime() < end ? "" : "after 20 s";
            }
        } catch (OutOfMemoryError e) { // no more threads, or no more memory for their stacks
            stop = "by a limit of this system";
        }
        for (int missing = started.size(); missing < wanted; missing++) {
            ready.countDown();
        }
        ready.await();
        return stop;
    }

    private void sleep(CountDownLatch ready) {
        ready.countDown();
        try {
            Thread.sleep(LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; if somebody does, it ends
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Where memory runs out, Linux is to end this program and not the learner's kernel. Best effort. */
    private static void volunteer() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
        } catch (IOException e) {
            return; // not Linux, or not allowed: then the system chooses as it likes
        }
    }
}
