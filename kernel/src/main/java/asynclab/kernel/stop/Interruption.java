package asynclab.kernel.stop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One interrupt of a cell, step by step. First all of its threads are interrupted, and have time to react as a program
 * should; then those that go on are ended at their next checkpoint; then those that are still there are given up. Moves
 * only when {@link #step} is called; for one thread.
 */
final class Interruption {
    /** How long the cell's code has to end by itself. */
    static final Duration MANNERS = Duration.ofMillis(300);

    /** How long a thread that was ended has for its {@code finally} blocks. */
    static final Duration CLEAN_UP = Duration.ofMillis(250);

    /** When it is over, whatever still runs. */
    static final Duration END = Duration.ofMillis(800);

    /** How often a thread that waits again is interrupted again. */
    static final Duration AGAIN = Duration.ofMillis(50);

    /** The cell's threads, as they are now. */
    interface Target {
        /** Those that run code of the cell, or were started by it and live. */
        Collection<Thread> threads();

        /** Whether the calling thread is one of them. */
        boolean owns(Thread calling);

        /** Whether no more code of the cell can start. */
        boolean isOver();

        /** Interrupts one of them. */
        default void interrupt(Thread thread) {
            thread.interrupt();
        }
    }

    private final Target target;
    private final LongSupplier clock;
    private final long begin;
    private final Set<Thread> seen = new HashSet<>();
    private final Stop order;
    private volatile Duration manners = MANNERS; // a second interrupt, from another thread, sets it to 0
    private volatile boolean full; // set by the thread that watches the heap
    private boolean ordered;
    private long interrupted;
    private List<Thread> left = List.of();
    private long ended;

    /** Interrupts the threads. */
    Interruption(Target target, LongSupplier clock) {
        this.target = target;
        this.clock = clock;
        begin = clock.getAsLong();
        order = new Stop(target::owns, CLEAN_UP, clock);
        interrupted = begin;
        target.threads().forEach(this::interrupt);
    }

    /** Does not wait for good manners any longer. Any thread may call it. */
    void hurry() {
        manners = Duration.ZERO;
    }

    /** As the heap is full: does not wait for good manners. Any thread may call it. */
    void hurryAsFull() {
        full = true;
        hurry();
    }

    /**
     * Does what is due.
     *
     * @return whether it is over
     */
    boolean step() {
        var threads = target.threads();
        long now = clock.getAsLong();
        var passed = Duration.ofNanos(now - begin);
        boolean late = passed.compareTo(END) >= 0;
        if (late || (threads.isEmpty() && target.isOver())) {
            end(List.copyOf(threads), now);
            return true;
        }
        if (!ordered && passed.compareTo(manners) >= 0) {
            Stops.add(order);
            ordered = true;
        }
        boolean again = ordered && now - interrupted >= AGAIN.toNanos();
        if (again) {
            interrupted = now;
        }
        for (var thread : threads) {
            if (!seen.contains(thread) || (again && !order.isCleaningUp(thread))) {
                interrupt(thread);
            }
        }
        return false;
    }

    private void interrupt(Thread thread) {
        seen.add(thread);
        target.interrupt(thread);
    }

    /** Whether those that did not react are being ended. */
    boolean isStopping() {
        return ordered;
    }

    private void end(List<Thread> threads, long now) {
        left = threads;
        ended = now;
        order.narrow(threads);
        if (threads.isEmpty()) {
            forget();
        }
    }

    /**
     * Withdraws the order to stop. Where threads are left it is to hold for a while longer, as they may come back from where
     * they are; not for ever, as checks are not free of cost meanwhile.
     */
    void forget() {
        Stops.remove(order);
    }

    /**
     * Returns what came of it, once it is over.
     *
     * @param failure what ended the code on the main thread
     */
    Report report(Optional<Throwable> failure) {
        var stopped = new ArrayList<String>();
        order.ended().forEach((thread, by) -> {
            if (!left.contains(thread)) {
                stopped.add(name(thread)
                        + Place.of(by.getStackTrace())
                                .map(where -> " (" + where + ")")
                                .orElse(""));
            }
        });
        var running = left.stream()
                .map(thread -> name(thread) + ", " + Place.full(thread.getStackTrace()))
                .toList();
        var deadlock = left.isEmpty() ? List.<String>of() : Deadlock.among(left);
        return new Report(
                full,
                failure,
                Duration.ofNanos(ended - begin),
                seen.size() - stopped.size() - left.size(),
                stopped,
                running,
                deadlock);
    }

    private static String name(Thread thread) {
        return thread.getName().isEmpty() ? "a thread without a name" : thread.getName();
    }
}
