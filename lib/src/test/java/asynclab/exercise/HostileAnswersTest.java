package asynclab.exercise;

import static asynclab.exercise.GiveOne.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Lab;
import asynclab.internal.Stopper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What learners do to a check, on purpose or not: it comes back, says what happened, and the next one works. */
class HostileAnswersTest {
    private static final Duration QUICK = Duration.ofMillis(300); // for answers that never end

    private volatile boolean over; // ends the loops that nothing else can end

    @AfterEach
    void theNextCheckWorks() {
        over = true;
        assertEquals(Verdict.PASSED, check(() -> 1).verdict());
    }

    @Test
    void anEndlessLoopIsTimedOutAndNamed() {
        var report = check(QUICK, () -> {
            while (!over) {
                Thread.onSpinWait();
            }
            return 1;
        });
        assertEquals(Verdict.TIMED_OUT, report.verdict());
        assertTrue(report.sentence().contains("\"main\" (running"), report.sentence());
        assertTrue(
                report.notes().toString().contains("until the kernel is restarted"),
                report.notes().toString());
    }

    @Test
    void whatDoesNotListenIsEndedWhereTheKernelCan() {
        var asked = new AtomicReference<Predicate<Thread>>(_ -> false);
        Stopper.install(whom -> {
            asked.set(whom);
            return () -> asked.set(_ -> false);
        });
        try {
            var report = check(QUICK, () -> {
                while (!asked.get().test(Thread.currentThread())) { // as a kernel's checkpoint does
                    Thread.onSpinWait();
                }
                throw new IllegalStateException("stopped");
            });
            assertEquals(Verdict.TIMED_OUT, report.verdict());
            assertEquals(List.of(), report.notes());
        } finally {
            Stopper.install(_ -> () -> {});
        }
    }

    @Test
    void aDeadlockIsTimedOutAndBothTasksAreNamed() {
        var report = check(QUICK, () -> {
            var one = new ReentrantLock();
            var other = new ReentrantLock();
            var left = Thread.ofVirtual().name("left").start(() -> both(one, other));
            var right = Thread.ofVirtual().name("right").start(() -> both(other, one));
            left.join();
            right.join();
            return 1;
        });
        assertEquals(Verdict.TIMED_OUT, report.verdict());
        assertTrue(report.sentence().contains("\"left\" (waiting in"), report.sentence());
        assertTrue(report.sentence().contains("\"right\" (waiting in"), report.sentence());
    }

    private static void both(ReentrantLock first, ReentrantLock second) {
        try {
            first.lockInterruptibly();
            Thread.sleep(30);
            second.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSwallowedInterruptLeavesTheTaskAliveAndSaysSo() {
        var report = check(QUICK, () -> {
            while (!over) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    System.out.println("somebody wants me to stop"); // and on it goes
                }
            }
            return 1;
        });
        assertEquals(Verdict.TIMED_OUT, report.verdict());
        assertTrue(report.notes().toString().contains("Asked to stop by an interrupt, one task did not"));
    }

    @Test
    void endlessRecursionIsAnError() {
        var report = check(() -> deeper(1));
        assertEquals(Verdict.ERROR, report.verdict());
        assertTrue(
                report.sentence().startsWith("It threw StackOverflowError, in HostileAnswersTest.deeper"),
                report.sentence());
        assertTrue(report.sentence().endsWith("A method called itself without end."), report.sentence());
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
        return deeper(depth + 1) + depth;
    }

    @Test
    void anErrorInATaskNamesTheTasksOwnLine() {
        var report = check(() -> {
            throw new ExecutionException(failing());
        });
        assertEquals(Verdict.ERROR, report.verdict());
        assertTrue(
                report.sentence().contains("IllegalStateException: no page, in HostileAnswersTest.failing"),
                report.sentence());
    }

    private static Exception failing() {
        return new IllegalStateException("no page");
    }

    @Test
    void outOfMemoryIsAnError() {
        var report = check(() -> {
            var kept = new ArrayList<byte[]>();
            while (!over) {
                kept.add(new byte[Integer.MAX_VALUE]);
            }
            return kept;
        });
        assertEquals(Verdict.ERROR, report.verdict());
        assertTrue(report.sentence().contains("OutOfMemoryError"), report.sentence());
    }

    @Test
    void aTaskLeftAliveIsNamedAndThenStopped() throws Exception {
        var threads = new ArrayList<Thread>();
        var report = check(() -> {
            threads.add(Thread.ofVirtual().name("done").start(() -> {}));
            threads.add(Thread.ofVirtual().name("orphan").start(HostileAnswersTest::sleep));
            return 1;
        });
        assertEquals(List.of("noTaskLeft"), report.broken());
        assertTrue(report.sentence().startsWith("1 task was left alive"), report.sentence());
        assertTrue(report.sentence().contains("\"orphan\" (waiting in"), report.sentence());
        assertTrue(threads.getLast().join(Duration.ofSeconds(5)), "it was interrupted");
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theTasksOfAnAnswerAreInItsPicture() {
        var report = check(() -> {
            Thread.ofVirtual().name("errand").start(() -> {}).join();
            return 1;
        });
        var timeline = report.timeline().orElseThrow();
        assertEquals("main", timeline.task("errand").parent().orElseThrow());
        assertEquals(timeline.main().end(), timeline.total());
    }

    @Test
    void todoInsideATaskIsNotAttempted() {
        var report = check(() -> {
            throw new ExecutionException(new IllegalStateException(Lab.todo()));
        });
        assertEquals(Verdict.NOT_ATTEMPTED, report.verdict());
    }

    @Test
    void anInterruptOfTheCheckStopsTheAnswerAndStaysSet() {
        Thread.currentThread().interrupt();
        var report = check(() -> {
            Thread.sleep(60_000);
            return 1;
        });
        assertTrue(Thread.interrupted());
        assertEquals(Verdict.INCONCLUSIVE, report.verdict());
        assertEquals("The check was interrupted before it could tell.", report.sentence());
    }

    @Test
    void anExceptionWithABrokenMessageIsStillNamed() {
        var report = check(() -> {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1;

                @Override
                public String getMessage() {
                    throw new UnsupportedOperationException();
                }
            };
        });
        assertEquals(Verdict.ERROR, report.verdict());
        assertFalse(report.sentence().isEmpty());
    }

    @Test
    @Tag("slow")
    void aHundredThousandTasksAreSurvived() {
        var report = check(() -> {
            for (int i = 0; i < 100_000; i++) {
                Thread.ofVirtual().start(HostileAnswersTest::sleep);
            }
            return 1;
        });
        assertEquals(List.of("noTaskLeft"), report.broken());
        assertTrue(report.sentence().startsWith("100,000 tasks were left alive"), report.sentence());
    }
}
