package asynclab.exercise;

import asynclab.Timeline;
import asynclab.internal.Stopper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of an answer under watch: on a thread of its own, with a time limit, recorded, its output kept.
 *
 * <p>An answer that does not end is asked to stop, by an interrupt of all its threads that can be reached. What swallows that is
 * ended by our kernel, see {@link Stopper}; elsewhere it is left alone, as nothing in a JVM can end a thread against its will.
 */
final class Watched {
    /** What came of it. */
    enum End {
        RETURNED,
        THREW,
        OUT_OF_TIME,
        /** The one who waits for the check was interrupted. */
        STOPPED
    }

    /** Long enough for threads that have nothing left to do to be gone. */
    static final Duration AFTERMATH = Duration.ofMillis(300);

    /** By how many times its limit an answer may be longer where the machine is busy. */
    private static final int PATIENCE = 2;

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Duration limit;
    private final Supplier<Duration> noise;
    private final Capture capture;
    private final Living living = new Living();

    // Written by the answer's thread before it ends, read after its end.
    private @Nullable Object result;
    private @Nullable Throwable failure;
    private volatile long started;
    private volatile long ended;

    // The checking thread's alone.
    private End end = End.RETURNED;
    private List<Survivor> stuck = List.of();
    private List<Survivor> left = List.of();
    private Timeline timeline = Rooted.nothing("it was not recorded");

    private Watched(Duration limit, Supplier<Duration> noise, Capture capture) {
        this.limit = limit;
        this.noise = noise;
        this.capture = capture;
    }

    /**
     * Calls {@code answer} and comes back when it has ended, its time is up or the calling thread is interrupted.
     *
     * @param limit how long it may take on an idle machine
     * @param noise what a busy machine has kept from it so far, which it has more time for
     */
    static Watched run(Callable<?> answer, Duration limit, Supplier<Duration> noise, Capture capture) {
        var watched = new Watched(limit, noise, capture);
        watched.record(answer);
        return watched;
    }

    private void record(Callable<?> answer) {
        try {
            timeline = Rooted.at(Timeline.record(() -> await(thread(answer))), outcome());
        } catch (OutOfMemoryError tooMuch) {
            timeline = Rooted.nothing("there was too much of it for this memory");
        } catch (Exception e) {
            throw new AssertionError("waiting throws nothing", e);
        }
    }

    /** Made inside the recording: only so do its threads count as the recorded body's. */
    private Thread thread(Callable<?> answer) {
        return Thread.ofPlatform().name(Rooted.MAIN).daemon().unstarted(() -> live(answer));
    }

    private void live(Callable<?> answer) {
        capture.adopt();
        living.adopt();
        started = System.nanoTime();
        try {
            result = answer.call();
        } catch (Throwable t) { // Errors too: whatever an answer throws is told on its card
            failure = t;
        } finally {
            ended = System.nanoTime();
        }
    }

    private void await(Thread thread) {
        thread.start();
        try {
            if (!endsInTime(thread)) {
                giveUp(End.OUT_OF_TIME);
            } else {
                end = failure == null ? End.RETURNED : End.THREW;
                left = afterAMoment();
                if (!left.isEmpty()) {
                    stop();
                }
            }
        } catch (InterruptedException e) {
            giveUp(End.STOPPED);
            Thread.currentThread().interrupt();
        }
    }

    private boolean endsInTime(Thread thread) throws InterruptedException {
        long start = System.nanoTime();
        boolean over = thread.join(limit);
        while (!over && System.nanoTime() - start < allowance().toNanos()) {
            over = thread.join(LOOK);
        }
        return over;
    }

    private Duration allowance() {
        var most = limit.multipliedBy(PATIENCE);
        var more = noise.get();
        return limit.plus(more.compareTo(most) < 0 ? more : most);
    }

    private void giveUp(End why) {
        end = why;
        stuck = living.all();
        try {
            left = stop();
        } catch (InterruptedException e) {
            left = stuck;
            Thread.currentThread().interrupt();
        }
    }

    /** Asks what is alive to stop, by interrupts; then, where there is one, by the kernel's stopper. Returns what went on. */
    private List<Survivor> stop() throws InterruptedException {
        living.interrupt();
        var alive = afterAMoment();
        if (alive.isEmpty()) {
            return alive;
        }
        try (var _ = Stopper.current().order(living::includes)) {
            return afterAMoment();
        }
    }

    private List<Survivor> afterAMoment() throws InterruptedException {
        long giveUp = System.nanoTime() + AFTERMATH.toNanos();
        var alive = living.all();
        while (!alive.isEmpty() && System.nanoTime() < giveUp) {
            Thread.sleep(10);
            alive = living.all();
        }
        return alive;
    }

    End end() {
        return end;
    }

    @Nullable
    Object result() {
        return result;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** How long the answer took; the time until it was given up, if it was. */
    Duration wall() {
        return Duration.ofNanos((ended == 0 ? System.nanoTime() : ended) - started);
    }

    /** What was alive when its time was up. */
    List<Survivor> stuck() {
        return stuck;
    }

    /** What was alive a moment after its end, or after it had been asked to stop. */
    List<Survivor> left() {
        return left;
    }

    Timeline timeline() {
        return timeline;
    }

    private Rooted.Outcome outcome() {
        return new Rooted.Outcome(end, failure);
    }
}
