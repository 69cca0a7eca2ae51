package asynclab;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Shakes scopes for races: thousands of small programs drawn from a seed, each a mix of forks, failures, cancellations,
 * interrupts, timeouts, nested scopes and tasks that ignore interrupts, with random pauses in between; what must hold for
 * any of them is checked after each. The program follows from its seed alone, the interleaving is the machine's.
 *
 * <p>{@code -Dasynclab.shake.seconds=60} shakes longer, {@code -Dasynclab.shake.seed=4711} one program only, again and
 * again. Why not Lincheck or jcstress: Lincheck's model checker (3.4) does not see threads made by a
 * {@code Thread.Builder}, fails on virtual ones, and cannot read Java 25's classes without a newer ASM; jcstress looks for
 * broken memory ordering and has no actors that block and fork.
 */
class TaskScopeShakerTest {
    private static final long SECONDS = Long.getLong("asynclab.shake.seconds", 4);

    private final AtomicLong seed = new AtomicLong();
    private final AtomicLong programs = new AtomicLong();

    @Test
    void whateverHappensNoTaskOutlivesItsScopeAndNoFailureIsLost() throws Exception {
        var problem = new ConcurrentLinkedQueue<Throwable>();
        var runner = Thread.ofPlatform().daemon().name("shaker").start(() -> {
            try {
                shake();
            } catch (Throwable t) {
                problem.add(t);
            }
        });
        if (!runner.join(Duration.ofSeconds(SECONDS + 30))) {
            var stuck = new AssertionError("a scope waits for ever");
            stuck.setStackTrace(runner.getStackTrace());
            problem.add(stuck);
        }
        if (!problem.isEmpty()) {
            fail("after " + programs + " programs; try again with -Dasynclab.shake.seed=" + seed, problem.element());
        }
        assertTrue(programs.get() > 100, "only " + programs + " programs in " + SECONDS + " s");
    }

    private void shake() throws Exception {
        long first = System.nanoTime();
        long end = first + TimeUnit.SECONDS.toNanos(SECONDS);
        var fixed = Optional.ofNullable(Long.getLong("asynclab.shake.seed"));
        while (System.nanoTime() < end) {
            seed.set(fixed.orElse(first + programs.get()));
            new ShakerProgram(new Random(seed.get())).run();
            programs.incrementAndGet();
        }
    }
}
