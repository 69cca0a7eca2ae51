package asynclab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Does work again that failed for a reason that may pass, a few times and ever more slowly.
 *
 * {@snippet :
 * var retry = Retry.upTo(4);
 * String page = retry.call(() -> fetch(url));
 * }
 *
 * <p>After the failed attempt number {@code k} it waits between nothing and {@code base · 2^(k-1)}, at most the cap: an
 * exponential backoff with full jitter. Without the jitter, all whom one failure hit would come back at one moment and be
 * the next failure. What a failure asks for ({@link Advice#againAfter}) is waited in full, and the jitter on top of it.
 *
 * <p>Give it only work that may be done twice. A request whose answer was lost may have been carried out: to repeat a
 * {@code GET} does no harm, to repeat a payment does. And one layer retries, not each: three layers of four attempts are
 * 64 requests.
 *
 * <p>In the end the last failure is thrown as it is, the earlier ones suppressed in it. An {@link Error} is never retried,
 * and an interrupt ends everything at once: whether it comes while this waits or out of the work.
 *
 * <p>Safe for any thread, and one may serve many calls at once. After M. Brooker, "Exponential Backoff And Jitter",
 * AWS Architecture Blog, 2015.
 */
public final class Retry {
    /**
     * An attempt that failed.
     *
     * @param number from 1 on
     * @param pause the time until the next one; empty if there is none
     * @param decision what follows, in words: {@code next in 0.21 s}, {@code gave up: not to be repeated}
     */
    public record Attempt(int number, Exception failure, Optional<Duration> pause, String decision) {
        /** {@code attempt 2: IOException: reset; next in 0.21 s}. */
        @Override
        public String toString() {
            return "attempt " + number + ": " + Words.text(failure) + "; " + decision;
        }
    }

    private final int attempts;
    private final RetrySettings settings;
    private final Ticker ticker;
    private final AtomicLong calls = new AtomicLong(); // any thread

    private Retry(int attempts, RetrySettings settings, Ticker ticker) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be >= 1, the first one counts, got " + attempts);
        }
        this.attempts = attempts;
        this.settings = settings;
        this.ticker = ticker;
    }

    /**
     * At most so many attempts, the first one counted, with the default settings.
     *
     * @throws IllegalArgumentException if {@code attempts} is below 1
     */
    public static Retry upTo(int attempts) {
        return upTo(attempts, with -> with);
    }

    /** At most so many attempts, with other settings: backoff, budget, what may be repeated, a listener. */
    public static Retry upTo(int attempts, UnaryOperator<RetrySettings> with) {
        return upTo(attempts, with, Ticker.system());
    }

    static Retry upTo(int attempts, UnaryOperator<RetrySettings> with, Ticker ticker) {
        return new Retry(attempts, with.apply(RetrySettings.DEFAULT), ticker);
    }

    /**
     * Does the work, up to the number of attempts, and returns what it gives.
     *
     * @throws InterruptedException if the current thread is interrupted while it waits for the next attempt: all failures
     *     are suppressed in it; or if the work throws it
     * @throws Exception what the last attempt threw
     */
    public <T extends @Nullable Object> T call(Callable<? extends T> work) throws Exception {
        return call(Deadline.none(), work);
    }

    /** Does the work as {@link #call(Callable)} does, and begins no attempt after the deadline but the first. */
    public <T extends @Nullable Object> T call(Deadline deadline, Callable<? extends T> work) throws Exception {
        var end = Deadline.in(settings.budget(), ticker).earlierOf(deadline);
        var random = random();
        var failures = new ArrayList<Exception>();
        while (true) {
            try {
                return work.call();
            } catch (Exception failure) {
                failures.add(failure);
                var attempt = attempt(failures.size(), failure, random, end);
                settings.listener().accept(attempt);
                pause(attempt.pause().orElseThrow(() -> suppressing(failure, failures)), failures);
            }
        }
    }

    /** Decides what follows a failure. */
    private Attempt attempt(int number, Exception failure, RandomGenerator random, Deadline end) {
        // The thread's own state too: sockets and channels say an interrupt in failures of many kinds.
        if (Outcome.comesFromInterrupt(failure) || Thread.currentThread().isInterrupted()) {
            return gaveUp(number, failure, "interrupted");
        }
        var advice = settings.advice().apply(failure);
        if (!advice.repeat()) {
            return gaveUp(number, failure, "not to be repeated");
        }
        if (number == attempts) {
            return gaveUp(number, failure, "it was the last of " + attempts);
        }
        long jitter = random.nextLong(settings.ceiling(number).toNanos() + 1);
        var wait = advice.notBefore().plusNanos(jitter);
        var left = end.remaining();
        if (wait.compareTo(left) >= 0) { // then why wait
            return gaveUp(
                    number,
                    failure,
                    "the next in " + Words.seconds(wait) + ", but only " + Words.seconds(left) + " left");
        }
        return new Attempt(number, failure, Optional.of(wait), "next in " + Words.seconds(wait));
    }

    private static Attempt gaveUp(int number, Exception failure, String why) {
        return new Attempt(number, failure, Optional.empty(), "gave up: " + why);
    }

    private void pause(Duration wait, List<Exception> failures) throws InterruptedException {
        try {
            ticker.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            throw suppressing(
                    new InterruptedException("interrupted before attempt " + (failures.size() + 1) + " of " + attempts),
                    failures);
        }
    }

    /** Nothing is lost, unless it is the same exception thrown again, which cannot suppress itself. */
    private static <E extends Exception> E suppressing(E last, List<Exception> failures) {
        failures.stream().filter(failure -> !failure.equals(last)).forEach(last::addSuppressed);
        return last;
    }

    /** Each call draws from a stream of its own: what one draws does not depend on how many run beside it. */
    private RandomGenerator random() {
        return settings.seed().isPresent()
                ? new SplittableRandom(settings.seed().getAsLong() + calls.getAndIncrement())
                : ThreadLocalRandom.current();
    }
}
