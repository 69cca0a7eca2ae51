package asynclab.kernel.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final Duration A_STEP = Duration.ofMillis(10);

    private final AtomicLong clock = new AtomicLong();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    private final Interruption.Target target = new Interruption.Target() {
        @Override
        public Collection<Thread> threads() {
            return threads.stream().filter(Thread::isAlive).toList();
        }

        @Override
        public boolean owns(Thread calling) {
            return threads.contains(calling);
        }

        @Override
        public boolean isOver() {
            return true;
        }
    };

    @AfterEach
    void letTheThreadsEnd() throws InterruptedException {
        over = true;
        for (var thread : threads) {
            while (!thread.join(Duration.ofMillis(20)) && !thread.isDaemon()) {
                thread.interrupt();
            }
        }
    }

    private Thread start(String name, Runnable work) throws InterruptedException {
        var running = new CountDownLatch(1);
        var thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            running.countDown();
            try {
                work.run();
            } catch (CellStopped e) {
                // as a pool would keep it
            }
        });
        threads.add(thread);
        running.await();
        return thread;
    }

    private void busy() {
        while (!over) {
            Checkpoint.look();
        }
    }

    private void deaf() {
        while (!over) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Lets time pass until it is over. Threads that are ordered to stop have real time to do so, for once. */
    private Report end(Interruption interruption) throws InterruptedException {
        var told = new ArrayList<Thread>();
        while (!interruption.step()) {
            for (var thread : threads) {
                if (interruption.isStopping() && !told.contains(thread)) {
                    thread.join(Duration.ofMillis(300));
                    told.add(thread);
                }
            }
            clock.addAndGet(A_STEP.toNanos());
        }
        return interruption.report(Optional.empty());
    }

    @Test
    void threadsThatReactToTheInterruptEndByThemselves() throws InterruptedException {
        var waiting = start("waiting", () -> LockSupport.park());
        var interruption = new Interruption(target, clock::get);
        waiting.join();
        assertTrue(interruption.step());
        var report = interruption.report(Optional.empty());
        assertEquals(new Report(false, Optional.empty(), Duration.ZERO, 1, List.of(), List.of(), List.of()), report);
        assertEquals(List.of("The cell was interrupted and ended after 0.0 s"), report.lines());
    }

    @Test
    void aLoopIsLeftAloneAtFirstAndThenStopped() throws InterruptedException {
        var loop = start("loop", this::busy);
        var interruption = new Interruption(target, clock::get);
        clock.set(Interruption.MANNERS.toNanos() - 1);
        assertFalse(interruption.step());
        assertTrue(loop.isAlive());
        clock.incrementAndGet();
        assertFalse(interruption.step());
        loop.join();
        assertTrue(interruption.step());
        assertEquals(List.of("loop"), interruption.report(Optional.empty()).stopped());
    }

    @Test
    void aSecondInterruptDoesNotWaitForGoodManners() throws InterruptedException {
        var loop = start("loop", this::busy);
        var interruption = new Interruption(target, clock::get);
        interruption.hurry();
        assertFalse(interruption.step());
        loop.join();
        assertTrue(interruption.step());
    }

    @Test
    void aThreadThatWaitsAgainIsInterruptedAgain() throws InterruptedException {
        var lookedOnce = new CountDownLatch(1);
        var stubborn = start("stubborn", () -> {
            while (!over) {
                LockSupport.park();
                Thread.interrupted(); // as if it had caught the exception
                Checkpoint.look();
                lookedOnce.countDown();
            }
        });
        var interruption = new Interruption(target, clock::get);
        lookedOnce.await(); // and parks again
        clock.set(Interruption.MANNERS.toNanos());
        interruption.step();
        clock.addAndGet(Interruption.AGAIN.toNanos());
        interruption.step();
        stubborn.join();
        assertEquals(List.of("stubborn"), end(interruption).stopped());
    }

    @Test
    void aThreadStartedMeanwhileIsInterruptedToo() throws InterruptedException {
        start("first", LockSupport::park);
        var interruption = new Interruption(target, clock::get);
        threads.getFirst().join();
        var late = start("late", LockSupport::park);
        assertFalse(interruption.step());
        late.join();
        assertTrue(interruption.step());
        assertEquals(2, interruption.report(Optional.empty()).ended());
    }

    @Test
    void whatCannotBeStoppedIsLeftBehindInTimeAndNamed() throws InterruptedException {
        start("deaf", this::deaf);
        var report = end(new Interruption(target, clock::get));
        assertEquals(Interruption.END, report.took());
        assertEquals(1, report.left().size());
        assertTrue(
                report.left().getFirst().startsWith("deaf, in "), report.left().getFirst());
        assertTrue(
                report.lines().getLast().endsWith("Restarting the kernel ends it."),
                report.lines().toString());
    }

    @Test
    void aThreadLeftBehindIsStoppedWhenItComesBackAndOthersAreNot() throws InterruptedException {
        var come = new CountDownLatch(1);
        var late = start("late", () -> {
            while (come.getCount() > 0) {
                Thread.onSpinWait();
            }
            busy();
        });
        var interruption = new Interruption(target, clock::get);
        end(interruption);
        var other = start("other", this::busy);
        come.countDown();
        late.join();
        assertTrue(other.isAlive());
        interruption.forget();
    }

    @Test
    void aThreadIsLeftAloneWhileItCleansUp() throws InterruptedException {
        var cleaning = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var cleaned = new CopyOnWriteArrayList<String>();
        var careful = start("careful", () -> {
            try {
                busy();
            } finally {
                cleaning.countDown();
                try {
                    Thread.interrupted();
                    go.await();
                    Checkpoint.look();
                    cleaned.add("cleaned");
                } catch (InterruptedException e) {
                    cleaned.add("interrupted");
                }
            }
        });
        var interruption = new Interruption(target, clock::get);
        clock.set(Interruption.MANNERS.toNanos());
        interruption.step();
        cleaning.await();
        clock.addAndGet(Interruption.AGAIN.toNanos() * 2);
        interruption.step();
        go.countDown();
        careful.join();
        assertEquals(List.of("cleaned"), cleaned);
        interruption.forget();
    }

    @Test
    void aDeadlockIsNamed() throws InterruptedException {
        var left = new ReentrantLock();
        var right = new ReentrantLock();
        var both = new CountDownLatch(2);
        start("one", () -> lock(left, right, both));
        start("two", () -> lock(right, left, both));
        var report = end(new Interruption(target, clock::get));
        assertEquals(2, report.deadlock().size(), report.toString());
        assertTrue(
                report.deadlock().getFirst().contains(" waits for the lock java.util.concurrent.locks.ReentrantLock"));
    }

    private static void lock(ReentrantLock first, ReentrantLock second, CountDownLatch both) {
        first.lock();
        both.countDown();
        while (both.getCount() > 0) {
            Thread.onSpinWait();
        }
        second.lock();
    }
}
