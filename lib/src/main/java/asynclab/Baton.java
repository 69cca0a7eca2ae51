package asynclab;

import asynclab.Schedule.Step;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Conducts one race: calls one racer, waits until it stands at a point again, has ended, or is blocked, and draws who is
 * next. Belongs to one thread.
 */
final class Baton {
    private static final String BLOCKED = "blocked";
    private static final long LOOK = 100_000; // nanoseconds between two looks at threads that move

    /** So often in a row a thread must be seen blocked: one that only waits for a line to be printed is not. */
    private static final int LOOKS = 8;

    private static final long STUCK = 300_000_000; // nanoseconds without a move, all blocked for good
    private static final long LONGEST = 3_000_000_000L; // nanoseconds without a move, whatever they do

    private final List<Racer> racers;
    private final SplittableRandom random;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Racer, String> places = new HashMap<>();

    private Baton(List<Racer> racers, long seed) {
        this.racers = racers;
        this.random = new SplittableRandom(seed);
        racers.forEach(racer -> places.put(racer, Racer.START));
    }

    /** Runs the race that this seed draws. */
    static Schedule run(Race race, long seed) throws Exception {
        var baton = new Baton(race.racers(), seed);
        try {
            return baton.conduct(race.expected(), seed);
        } finally {
            baton.racers.forEach(Racer::dismiss); // those that have ended, it does not reach
        }
    }

    private Schedule conduct(Race.Expected expected, long seed) throws Exception {
        racers.forEach(Racer::start);
        Optional<String> stuck = settle();
        while (stuck.isEmpty()) {
            var ready = racers.stream().filter(Racer::isAtPoint).toList();
            if (ready.isEmpty()) {
                break;
            }
            var next = ready.get(random.nextInt(ready.size()));
            next.call();
            stuck = settle();
            note(next, true);
            racers.stream().filter(racer -> !racer.equals(next)).forEach(racer -> note(racer, false));
        }
        if (stuck.isPresent()) {
            return new Schedule(seed, steps, stuck.get(), Schedule.Verdict.STUCK);
        }
        for (var racer : racers) {
            if (racer.failure().isPresent()) {
                var text = racer.name() + ": " + Words.text(racer.failure().get());
                return new Schedule(seed, steps, text, Schedule.Verdict.FAILED);
            }
        }
        var result = expected.result().call();
        boolean right = result == null ? expected.right() == null : result.equals(expected.right());
        var verdict = right ? Schedule.Verdict.RIGHT : Schedule.Verdict.WRONG;
        return new Schedule(seed, steps, String.valueOf(result), verdict);
    }

    /** Waits until nobody moves; says so if that will never be, or nobody will ever move again. */
    private Optional<String> settle() throws InterruptedException {
        long start = System.nanoTime();
        int looks = 0;
        while (true) {
            var moving = racers.stream()
                    .filter(racer -> !racer.isAtPoint() && !racer.isEnded())
                    .toList();
            if (moving.isEmpty()) {
                return Optional.empty();
            }
            looks = moving.stream().allMatch(Racer::isBlocked) ? looks + 1 : 0;
            boolean others = racers.stream().anyMatch(Racer::isAtPoint);
            if (looks >= LOOKS && others) {
                return Optional.empty(); // the others go on; those come free when a lock does
            }
            long waited = System.nanoTime() - start;
            if (waited > STUCK && !others && moving.stream().allMatch(Racer::isBlockedForGood)) {
                return Optional.of((isDeadlock(moving) ? "deadlock of " : "for ever blocked: ") + names(moving));
            }
            if (waited > LONGEST) {
                return Optional.of("no end of " + names(moving));
            }
            LockSupport.parkNanos(this, LOOK);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted during a race of " + names(racers));
            }
        }
    }

    /** Writes down where the racer that was called has come to, or one that was blocked and is free now. */
    private void note(Racer racer, boolean called) {
        var from = String.valueOf(places.get(racer));
        var to = racer.isAtPoint() || racer.isEnded() ? racer.place() : BLOCKED;
        if (called || (from.equals(BLOCKED) && !to.equals(BLOCKED))) {
            places.put(racer, to);
            steps.add(new Step(racer.name(), from, to));
        }
    }

    private static boolean isDeadlock(List<Racer> moving) {
        long[] ids = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        return ids != null
                && moving.stream().anyMatch(racer -> {
                    for (long id : ids) {
                        if (id == racer.threadId()) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static String names(List<Racer> racers) {
        return String.join(" and ", racers.stream().map(Racer::name).toList());
    }
}
