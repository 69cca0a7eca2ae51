package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Schedule.Step;
import asynclab.Schedule.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    /** Two tasks that each add one to what they read before. */
    private static void lostUpdate(Race race) {
        var count = new int[1];
        Action increment = () -> {
            int seen = count[0];
            Race.point("read");
            count[0] = seen + 1;
        };
        race.task("A", increment).task("B", increment).expect(2, () -> count[0]);
    }

    @Test
    void aRaceShowsInAShareOfTheSchedules() throws Exception {
        var schedules = Schedules.of(200, SchedulesTest::lostUpdate);
        assertEquals(200, schedules.count());
        assertEquals(6, schedules.different(), "two tasks of two steps each: 4! / (2! 2!)");
        assertEquals(200, schedules.count(Verdict.RIGHT) + schedules.count(Verdict.WRONG));
        assertTrue(schedules.count(Verdict.RIGHT) > 40 && schedules.count(Verdict.WRONG) > 80, schedules.toString());
    }

    @Test
    void aFailingScheduleIsReplayedByItsSeed() throws Exception {
        var schedules = Schedules.of(50, SchedulesTest::lostUpdate);
        var wrong = schedules.firstWrong().orElseThrow();
        for (int i = 0; i < 10; i++) {
            assertEquals(wrong, schedules.replay(wrong.seed()));
        }
        assertEquals("1", wrong.result());
        assertEquals(4, wrong.steps().size());
        assertTrue(wrong.steps().contains(new Step("A", "start", "read")), wrong.toString());
        assertTrue(wrong.steps().contains(new Step("B", "read", "end")), wrong.toString());
    }

    @Test
    void bothTablesSayWhatHappened() throws Exception {
        var schedules = Schedules.of(200, SchedulesTest::lostUpdate);
        var lines = schedules.toString().lines().toList();
        assertEquals("200 schedules, 6 of them different", lines.get(0));
        assertTrue(lines.get(1).matches("result +count +share +verdict +first seed"), lines.get(1));
        assertTrue(lines.get(2).matches("2 +\\d+ +\\d+ % +right +\\d+"), lines.get(2));
        assertTrue(lines.get(3).matches("1 +\\d+ +\\d+ % +wrong +\\d+"), lines.get(3));
        var schedule = new Schedule(
                7, List.of(new Step("A", "start", "read"), new Step("B", "start", "end")), "1", Verdict.WRONG);
        assertEquals("""
            schedule of seed 7: 1, wrong
            step              A             B
            1     start to read
            2                    start to end\
            """, schedule.picture().text());
        assertTrue(schedule.picture().forms().containsKey("text/html"));
    }

    @Test
    void aLockMakesAllSchedulesRight() throws Exception {
        var schedules = Schedules.of(60, race -> {
            var count = new int[1];
            var lock = new ReentrantLock();
            Action increment = () -> {
                lock.lock();
                try {
                    int seen = count[0];
                    Race.point("read");
                    count[0] = seen + 1;
                } finally {
                    lock.unlock();
                }
            };
            race.task("A", increment).task("B", increment).expect(2, () -> count[0]);
        });
        assertEquals(60, schedules.count(Verdict.RIGHT), schedules.toString());
        assertEquals(Optional.empty(), schedules.firstWrong());
    }

    @Test
    void aMonitorBlocksAndTheBlockedStepIsShown() throws Exception {
        var schedules = Schedules.of(60, race -> {
            var count = new int[1];
            Action increment = () -> {
                synchronized (count) {
                    int seen = count[0];
                    Race.point("read");
                    count[0] = seen + 1;
                }
            };
            race.task("A", increment).task("B", increment).expect(2, () -> count[0]);
        });
        assertEquals(60, schedules.count(Verdict.RIGHT), schedules.toString());
        boolean blocked = false;
        for (int seed = 0; seed < 20 && !blocked; seed++) {
            blocked = schedules.replay(seed).steps().stream()
                    .anyMatch(step -> step.to().equals("blocked"));
        }
        assertTrue(blocked);
    }

    @Test
    void locksTakenInOppositeOrderAreADeadlockAndTheRunEnds() throws Exception {
        var schedules = Schedules.of(200, race -> {
            var a = new ReentrantLock();
            var b = new ReentrantLock();
            race.task("A to B", () -> inOrder(a, b))
                    .task("B to A", () -> inOrder(b, a))
                    .expect(true, () -> true);
        });
        assertEquals(3, schedules.count(Verdict.STUCK), schedules.toString());
        var stuck = schedules.firstWrong().orElseThrow();
        assertEquals("deadlock of A to B and B to A", stuck.result());
        assertTrue(schedules.toString().contains("stopped, as 3 did not end"), schedules.toString());
    }

    private static void inOrder(ReentrantLock first, ReentrantLock second) throws InterruptedException {
        first.lockInterruptibly();
        try {
            Race.point("has one");
            second.lockInterruptibly();
            second.unlock();
        } finally {
            first.unlock();
        }
    }

    @Test
    void whoWaitsForNobodyIsSaidSo() throws Exception {
        var schedules = Schedules.of(
                5,
                race -> race.task("A", () -> new CountDownLatch(1).await())
                        .task("B", () -> Race.point("here"))
                        .expect(1, () -> 1));
        assertEquals("for ever blocked: A", schedules.firstWrong().orElseThrow().result());
        assertEquals(3, schedules.count());
    }

    @Test
    void aTaskThatThrowsIsAResult() throws Exception {
        var schedules = Schedules.of(100, race -> {
            var list = new int[2][];
            race.task("maker", () -> {
                        Race.point("before");
                        list[0] = new int[] {1};
                    })
                    .task("taker", () -> {
                        Race.point("before");
                        list[1] = new int[] {list[0][0]};
                    })
                    .expect(1, () -> list[1][0]);
        });
        assertTrue(schedules.count(Verdict.FAILED) > 10, schedules.toString());
        var failed = schedules.firstWrong().orElseThrow().result();
        assertTrue(failed.startsWith("taker: NullPointerException"), failed);
    }

    @Test
    void threeTasksTakeAllOrders() throws Exception {
        var schedules = Schedules.of(2_000, race -> {
            Action action = () -> Race.point("middle");
            race.task("A", action).task("B", action).task("C", action).expect(1, () -> 1);
        });
        assertEquals(90, schedules.different(), "6! / (2! 2! 2!)");
    }

    @Test
    void aPointOutsideOfARaceDoesNothing() {
        Race.point("nowhere");
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptEndsTheRace() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> Schedules.of(10, SchedulesTest::lostUpdate));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aRaceThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Schedules.of(0, SchedulesTest::lostUpdate));
        var empty = assertThrows(IllegalStateException.class, () -> Schedules.of(1, race -> {}));
        assertEquals(
                "a race needs tasks, by race.task(name, body), and what is right in the end, by race.expect(right,"
                        + " result). It has 0 tasks",
                empty.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> Schedules.of(1, race -> race.task("A", () -> {}).task("A", () -> {})));
        var runs = new AtomicInteger();
        assertThrows(
                IllegalStateException.class,
                () -> Schedules.of(9, race -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("the program's own");
                }));
        assertEquals(1, runs.get());
    }
}
