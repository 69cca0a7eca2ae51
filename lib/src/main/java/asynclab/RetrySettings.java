package asynclab;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a {@link Retry} goes about it; a lambda given to {@link Retry#upTo} changes what it needs.
 *
 * {@snippet :
 * Retry.upTo(4, with -> with.withBackoff(ofMillis(200), ofSeconds(5)).withBudget(ofSeconds(20)))
 * }
 *
 * <p>Immutable.
 *
 * @param base the most to wait after the first attempt; doubled after each further one; 100 ms by default
 * @param cap where the doubling ends; 10 s by default
 * @param budget the time for all attempts of one call and the waits between them; 1 min by default
 * @param seed what the jitter is drawn from; by default from nothing that repeats
 * @param advice what to do about a failure; by default what the failure itself advises, and otherwise again after an
 *     {@link IOException} or a {@link TimeoutException}, never after anything else
 * @param listener told of each failed attempt, in the calling thread; by default nobody
 */
public record RetrySettings(
        Duration base,
        Duration cap,
        Duration budget,
        OptionalLong seed,
        Function<? super Exception, Advice> advice,
        Consumer<? super Retry.Attempt> listener) {
    private static final Duration LONGEST = Duration.ofDays(365);

    static final RetrySettings DEFAULT = new RetrySettings(
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            OptionalLong.empty(),
            RetrySettings::usual,
            _ -> {});

    public RetrySettings {
        if (!base.isPositive() || cap.compareTo(base) < 0 || cap.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a backoff must be above 0 s, and its cap not below that and at most a year, got "
                            + Words.seconds(base) + " and " + Words.seconds(cap));
        }
        if (budget.isNegative()) {
            throw new IllegalArgumentException("budget must be 0 s or more, got " + Words.seconds(budget));
        }
    }

    /**
     * These settings with another backoff.
     *
     * @throws IllegalArgumentException if {@code base} is not above 0, or {@code cap} is below it or above a year
     */
    public RetrySettings withBackoff(Duration base, Duration cap) {
        return new RetrySettings(base, cap, budget, seed, advice, listener);
    }

    /**
     * These settings with another time for all attempts of a call. It decides whether one more begins, and does not cut
     * off one that runs: give the work a time limit for that.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RetrySettings withBudget(Duration budget) {
        return new RetrySettings(base, cap, budget, seed, advice, listener);
    }

    /** These settings with jitter that is the same for the same seed: for the first call, for the second, and so on. */
    public RetrySettings withSeed(long seed) {
        return new RetrySettings(base, cap, budget, OptionalLong.of(seed), advice, listener);
    }

    /** These settings with another answer to which failures may be repeated. */
    public RetrySettings withAdvice(Function<? super Exception, Advice> advice) {
        return new RetrySettings(base, cap, budget, seed, advice, listener);
    }

    /** These settings with somebody who is told of each failed attempt; what it throws ends the call. */
    public RetrySettings withListener(Consumer<? super Retry.Attempt> listener) {
        return new RetrySettings(base, cap, budget, seed, advice, listener);
    }

    /** The most to wait after the attempt of this number, from 1 on, unless the failure itself asks for more. */
    public Duration ceiling(int attempt) {
        var ceiling = base;
        for (int i = 1; i < attempt && ceiling.compareTo(cap) < 0; i++) {
            ceiling = ceiling.compareTo(cap.dividedBy(2)) > 0 ? cap : ceiling.multipliedBy(2);
        }
        return ceiling;
    }

    private static Advice usual(Exception failure) {
        if (failure instanceof Advice.Given knows) {
            return knows.advice();
        }
        return failure instanceof IOException || failure instanceof TimeoutException ? Advice.again() : Advice.stop();
    }
}
