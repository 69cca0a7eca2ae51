package asynclab;

import asynclab.OnBothKinds.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One scope of a shaken program, drawn whole before anything runs: threads that drew for themselves would draw
 * differently each time.
 */
record ShakerPlan(int joiner, Kind kind, boolean blockThrows, long beforeJoin, List<Step> steps) {
    /** What a task does. */
    enum Deed {
        GIVE,
        FAIL,
        WAIT_FOR_EVER,
        WAIT_THEN_GIVE,
        WAIT_THEN_FAIL,
        CANCEL_THE_ONE_BEFORE,
        OPEN_A_SCOPE,
        LEAVE_A_SCOPE_OPEN
    }

    record Step(
            Deed deed, long before, long after, @Nullable ShakerPlan inner) {}

    static ShakerPlan draw(Random random, int depth, boolean endless) {
        int joiner = random.nextInt(3);
        var kind = random.nextInt(10) == 0 ? Kind.PLATFORM : Kind.VIRTUAL;
        var steps = new ArrayList<Step>();
        for (int i = random.nextInt(6); i > 0; i--) {
            var deeds = Deed.values();
            var deed = deeds[random.nextInt(deeds.length)];
            boolean waits = deed.name().startsWith("WAIT") && !endless;
            boolean opens = deed.name().endsWith("OPEN") || deed == Deed.OPEN_A_SCOPE;
            deed = waits || (opens && depth == 0) ? Deed.GIVE : deed;
            var inner = depth > 0 ? draw(random, depth - 1, endless) : null;
            steps.add(new Step(deed, pause(random), pause(random), inner));
        }
        return new ShakerPlan(joiner, kind, random.nextInt(12) == 0, pause(random), steps);
    }

    Joiner<String, ?> newJoiner() {
        return switch (joiner) {
            case 0 -> Joiner.<String>allOrNothing();
            case 1 -> Joiner.<String>any();
            default -> Joiner.<String>allWithFailures();
        };
    }

    /** Nanoseconds: mostly none, sometimes a mere yield of the processor, sometimes a little longer. */
    static long pause(Random random) {
        return random.nextInt(4) > 0 ? 0 : 1 + random.nextInt(3) * (long) random.nextInt(30_000);
    }

    static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }
}
