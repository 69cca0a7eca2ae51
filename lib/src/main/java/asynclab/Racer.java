package asynclab;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One task of a {@link Race}: its thread, and where it stands. It moves only when the {@link Baton} calls it. */
final class Racer {
    static final String START = "start";
    static final String END = "end";

    private enum Phase {
        AT_POINT,
        CALLED,
        MOVING,
        ENDED
    }

    /** Thrown at a point to unwind a task whose race is over. An error, so that no task takes it for its own failure. */
    private static final class Dismissed extends Error {
        private static final long serialVersionUID = 1;

        Dismissed() {
            super("the race is over", null, false, false);
        }
    }

    private static final ThreadLocal<@Nullable Racer> CURRENT = new ThreadLocal<>();

    private final String name;
    private final Thread thread;
    private final Thread conductor = Thread.currentThread();

    // Written by the racer's thread, but for CALLED and dismissed, by the conductor; read by both. The place before the
    // phase: who sees the phase sees the place.
    private volatile String place = START;
    private volatile Phase phase = Phase.CALLED; // until it has come to its start
    private volatile boolean dismissed;
    private volatile @Nullable Throwable failure;

    Racer(String name, Action body) {
        this.name = name;
        // Platform threads: one that spins takes a processor's share, and not a carrier from all others.
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> live(body));
    }

    static Optional<Racer> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    private void live(Action body) {
        CURRENT.set(this);
        try {
            pauseAt(START);
            body.run();
        } catch (Dismissed e) {
            // nobody looks any more
        } catch (Throwable t) {
            failure = t;
        } finally {
            CURRENT.remove();
            place = END;
            phase = Phase.ENDED;
            LockSupport.unpark(conductor);
        }
    }

    /** By the racer: waits to be called. An interrupt does not end the wait; it is still there afterwards. */
    void pauseAt(String point) {
        boolean interrupted = false;
        place = point;
        phase = Phase.AT_POINT;
        LockSupport.unpark(conductor);
        while (phase == Phase.AT_POINT && !dismissed) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        phase = Phase.MOVING;
        if (interrupted) {
            thread.interrupt();
        }
        if (dismissed) {
            throw new Dismissed();
        }
    }

    /** By the conductor, to one at a point: go on to the next. */
    void call() {
        phase = Phase.CALLED;
        LockSupport.unpark(thread);
    }

    /** By the conductor: the race is over. A thread in an endless loop lives on; it is a daemon. */
    void dismiss() {
        dismissed = true;
        LockSupport.unpark(thread);
        if (!isEnded()) {
            thread.interrupt();
        }
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    long threadId() {
        return thread.threadId();
    }

    String place() {
        return place;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isAtPoint() {
        return phase == Phase.AT_POINT;
    }

    boolean isEnded() {
        return phase == Phase.ENDED;
    }

    /** Whether it waits for something that is no point: a lock, mostly. */
    boolean isBlocked() {
        return isBlockedForGood() || isIn(Thread.State.TIMED_WAITING);
    }

    /** Whether it waits for something that does not come by itself. */
    boolean isBlockedForGood() {
        return isIn(Thread.State.BLOCKED) || isIn(Thread.State.WAITING);
    }

    private boolean isIn(Thread.State state) {
        return thread.getState() == state && phase == Phase.MOVING; // in this order: was moving when it was seen so
    }
}
