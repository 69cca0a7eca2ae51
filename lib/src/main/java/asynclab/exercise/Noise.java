package asynclab.exercise;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long this machine keeps a thread waiting for nothing: a thread that sleeps a little, again and again, while an answer
 * runs, and keeps the longest delay. What a time may be off by is then known from the very run it is taken from.
 *
 * <p>A platform thread: an answer that keeps all carriers busy is slow by its own fault, and must not pass as noise.
 */
final class Noise implements AutoCloseable {
    private static final long NAP = 4_000_000;

    private final Thread thread = Thread.ofPlatform()
            .name("asynclab-noise")
            .daemon()
            .inheritInheritableThreadLocals(false)
            .unstarted(this::listen);

    private volatile boolean over;
    private volatile long longest; // written by the thread alone, as is the next
    private volatile long sum;

    private Noise() {}

    /** Begins to listen. */
    static Noise listening() {
        var noise = new Noise();
        noise.thread.start();
        return noise;
    }

    /** The longest delay so far. */
    Duration longest() {
        return Duration.ofNanos(longest);
    }

    /** All delays so far that a person would call one: what the machine has kept from the answer, at least. */
    Duration sum() {
        return Duration.ofNanos(sum);
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
    }

    private void listen() {
        long all = 0;
        while (!over) {
            long start = System.nanoTime();
            LockSupport.parkNanos(this, NAP);
            long delay = System.nanoTime() - start - NAP;
            longest = Math.max(longest, delay);
            if (delay > NAP) {
                all += delay;
                sum = all;
            }
        }
    }
}
