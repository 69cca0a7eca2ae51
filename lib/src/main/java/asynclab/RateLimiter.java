package asynclab;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets callers go on so many times a second and no faster, however many of them there are.
 *
 * {@snippet :
 * var limiter = RateLimiter.perSecond(5, 3);   // five a second; up to three at once after a pause
 * limiter.acquire();                           // waits until it is this caller's turn
 * fetch(url);
 * }
 *
 * <p>A rate limits <em>how often</em>, a {@link java.util.concurrent.Semaphore} <em>how many at once</em>. Neither
 * replaces the other. By Little's law the number at once is the rate times how long each takes: at 5 a second, calls of
 * 2 s are 10 at once, and calls of 20 s are 100. A permit of a rate is used up; one of a semaphore is given back.
 *
 * <p><b>The mathematics.</b> A bucket holds at most {@code B} permits, the burst, and gains one each {@code T = 1 / rate}.
 * Instead of counting permits, remember one moment: {@code F}, from which on the bucket is full. Permits are time: to take
 * {@code n} moves that moment by {@code n T}, and the bucket has enough of them if it is full again within {@code B T}:
 *
 * <pre>
 * F' = max(F, now) + n T        allowed once F' <= now + B T, so wait for F' - B T - now
 * </pre>
 *
 * No thread has to fill the bucket, nothing is rounded, and idle time beyond the burst is forfeited by the {@code max}. To
 * take {@code n} at once moves {@code F} as far as to take one {@code n} times. And in any window of length {@code w}, at
 * most {@code rate w + B} permits are given: at its start {@code F} becomes at least that moment, each permit moves it by
 * {@code T}, and at its end it is at most {@code B T} ahead.
 *
 * <p>Callers are served in the order they came; a permit is counted when it is given and not when it was promised. So a
 * caller that gives up, or is interrupted, takes nothing and those behind it move up, and a thread that wakes late makes
 * no two permits come too close. The price: with a burst of 1 the rate falls short by as much as threads wake late.
 *
 * <p>Safe for any thread. Measured with {@link System#nanoTime}. This is the generic cell rate algorithm of ITU-T I.371.
 */
public final class RateLimiter {
    /** As for a {@link Deadline}: differences of nanoseconds then never overflow. */
    private static final long FARTHEST = Long.MAX_VALUE / 2;

    private static final double FASTEST = 1e6;

    private final Ticker ticker;
    private final double rate;
    private final int burst;
    private final long interval; // T, in nanoseconds

    // Any thread. Held while its owner waits for time to pass: whoever comes meanwhile lines up behind it.
    private final ReentrantLock turn = new ReentrantLock(true);

    private long full; // F; guarded by this
    private long wanted; // permits of all callers in line that are not given yet; guarded by this

    private RateLimiter(double rate, int burst, Ticker ticker) {
        this.ticker = ticker;
        this.rate = rate;
        this.burst = burst;
        this.interval = (long) Math.ceil(1e9 / rate); // up, so that the rate is never exceeded
        this.full = ticker.nanos();
    }

    /**
     * A limiter without a burst: permits come evenly, at least {@code 1 / perSecond} apart.
     *
     * @throws IllegalArgumentException if the rate is not above 0, or above a million
     */
    public static RateLimiter perSecond(double perSecond) {
        return perSecond(perSecond, 1);
    }

    /**
     * A limiter that gives up to {@code burst} permits at once after idling, and {@code perSecond} in the long run. It
     * begins full.
     *
     * @param perSecond the rate; 0.5 is one permit each two seconds
     * @throws IllegalArgumentException if the rate is not above 0, or above a million, or if the burst is below 1 or would
     *     take more than 146 years to gather
     */
    public static RateLimiter perSecond(double perSecond, int burst) {
        return perSecond(perSecond, burst, Ticker.system());
    }

    static RateLimiter perSecond(double perSecond, int burst, Ticker ticker) {
        if (!(perSecond > 0 && perSecond <= FASTEST)) { // so that NaN is refused too
            throw new IllegalArgumentException(
                    "rate must be above 0 and at most 1000000 permits per second, got " + perSecond);
        }
        if (burst < 1) {
            throw new IllegalArgumentException("burst must be >= 1 permit, got " + burst);
        }
        if (burst * (1e9 / perSecond) > FARTHEST) {
            throw new IllegalArgumentException("a burst of " + burst + " at " + perSecond
                    + " permits per second would take more than 146 years to gather. Take a higher rate or a"
                    + " smaller burst");
        }
        return new RateLimiter(perSecond, burst, ticker);
    }

    /**
     * Takes one permit, waiting until it falls due and all who came before have theirs.
     *
     * @throws InterruptedException if the current thread is interrupted, before or while it waits; then it takes nothing
     */
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /**
     * Takes several permits, which is as long a wait as for one after the other. More than the burst are taken in parts.
     *
     * @throws IllegalArgumentException if {@code permits} is below 1
     * @throws InterruptedException if the current thread is interrupted, before or while it waits; then it takes nothing
     */
    public void acquire(int permits) throws InterruptedException {
        if (permits < 1) {
            throw new IllegalArgumentException("permits must be >= 1, got " + permits);
        }
        lineUp(permits, FARTHEST);
        takeInTurn(permits);
    }

    /** Takes one permit if it is due and nobody waits; never waits itself. */
    public synchronized boolean tryAcquire() {
        if (wanted > 0) {
            return false; // or it would overtake those in line
        }
        wanted = 1;
        boolean due = take(1) == 0;
        wanted = 0;
        return due;
    }

    /**
     * Takes one permit if it falls due within {@code timeout}, waiting for it. Where it would come too late, by the rate
     * and by how many are before this caller, the answer is no at once: nobody waits in vain.
     *
     * @throws IllegalArgumentException if the timeout is negative
     * @throws InterruptedException if the current thread is interrupted, before or while it waits; then it takes nothing
     */
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        boolean inTime = lineUp(1, Deadline.in(timeout, ticker).remaining().toNanos());
        if (inTime) {
            takeInTurn(1);
        }
        return inTime;
    }

    /** The rate, the burst, and how many callers wait. */
    @Override
    public String toString() {
        return "rate limiter: " + rate + " permits per second, burst " + burst + ", " + waiting() + " waiting";
    }

    /** How many callers are in line, the one whose turn it is among them. */
    int waiting() {
        return turn.getQueueLength() + (turn.isLocked() ? 1 : 0);
    }

    private void takeInTurn(int permits) throws InterruptedException {
        int left = permits;
        try {
            turn.lockInterruptibly();
            while (left > 0) {
                int some = Math.min(left, burst); // the bucket never holds more
                for (long wait = take(some); wait > 0; wait = take(some)) {
                    ticker.sleep(wait);
                }
                left -= some;
            }
        } finally {
            if (left > 0) {
                giveUp(permits - left, left); // before the next one's turn: it shall find what is put back
            }
            if (turn.isHeldByCurrentThread()) {
                turn.unlock();
            }
        }
    }

    /** Joins the line, unless the last of the permits would fall due more than {@code within} nanoseconds from now. */
    private synchronized boolean lineUp(int permits, long within) {
        long inLine = wanted + permits;
        boolean inTime = inLine <= FARTHEST / interval && untilDue(inLine, ticker.nanos()) <= within;
        // Who may wait for ever waits, however long: those in front may still give up.
        if (!inTime && within < FARTHEST) {
            return false;
        }
        wanted = inLine;
        return true;
    }

    /** Takes the permits, at most the burst, if they are due, and returns 0; else the nanoseconds until they are. */
    private synchronized long take(int permits) {
        long now = ticker.nanos();
        long wait = untilDue(permits, now);
        if (wait <= 0) {
            full = fullOrNow(now) + permits * interval;
            wanted -= permits;
        }
        return Math.max(0, wait);
    }

    /** Leaves the line before all was given, and puts back what was. */
    private synchronized void giveUp(int taken, int left) {
        full -= taken * interval;
        wanted -= left;
    }

    private long untilDue(long permits, long now) {
        return fullOrNow(now) - now + (permits - burst) * interval;
    }

    private long fullOrNow(long now) {
        return full - now > 0 ? full : now; // by their difference: nanoTime may be negative and may wrap
    }
}
