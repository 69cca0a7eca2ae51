package asynclab;

import static asynclab.ShakerPlan.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A plan with an outsider that may stop the clock or interrupt the owner, and what must hold afterwards. */
final class ShakerProgram {
    private final FakeTicker time = new FakeTicker();
    final Deadline deadline = Deadline.in(Duration.ofSeconds(1), time);
    final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Random random;

    ShakerProgram(Random random) {
        this.random = random;
    }

    void run() throws Exception {
        boolean timesOut = random.nextInt(3) == 0;
        boolean interrupts = random.nextInt(3) == 0;
        long moment = pause(random) * 4;
        var plan = ShakerPlan.draw(random, 2, timesOut || interrupts);
        var owner = Thread.currentThread();
        var outsider = Thread.ofVirtual().start(() -> {
            pause(moment);
            if (timesOut) {
                time.advance(Duration.ofSeconds(1));
            }
            if (interrupts) {
                owner.interrupt();
            }
        });
        boolean caught = false;
        try {
            run(plan, deadline);
        } catch (InterruptedException e) {
            caught = true;
        } catch (ExecutionException | TimeoutException | BlockFailure | IllegalStateException e) {
            // checked where it was thrown
        }
        try {
            outsider.join();
        } catch (InterruptedException e) { // it came after the scope's end
            caught = true;
            outsider.join();
        }
        assertEquals(interrupts, Thread.interrupted() || caught, "an interrupt is neither swallowed nor made up");
        for (var thread : threads) {
            assertFalse(thread.isAlive(), "alive after close: " + thread);
        }
    }

    void run(ShakerPlan plan, Deadline deadline) throws Exception {
        var run = new ShakerRun(this, plan);
        Object result = null;
        Exception thrown = null;
        try (var scope = TaskScope.open(plan.newJoiner(), plan.kind().until(deadline))) {
            run.scope = scope;
            for (var step : plan.steps()) {
                pause(step.before());
                run.fork(scope, step);
            }
            pause(plan.beforeJoin());
            if (plan.blockThrows()) {
                throw new BlockFailure();
            }
            result = scope.join();
        } catch (InterruptedException
                | ExecutionException
                | TimeoutException
                | BlockFailure
                | IllegalStateException e) {
            thrown = e;
        }
        run.check(result, thrown);
        if (thrown != null) {
            throw thrown;
        }
    }

    /** What the block itself throws before its join. */
    static final class BlockFailure extends Exception {
        private static final long serialVersionUID = 1;
    }
}
