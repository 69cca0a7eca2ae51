package asynclab.lessons;

import static asynclab.exercise.Evidence.that;

import asynclab.exercise.Evidence;
import asynclab.exercise.Finding;
import asynclab.exercise.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A service that is busy for the first few calls, with a clock of its own: to wait takes no time and is written down. Lesson 11
 * asks it hundreds of times. One thread only.
 */
public final class FlakyService {
    /** The longest wait after the first failure; doubled after each further one. */
    static final Duration BASE = Duration.ofMillis(100);
    /** No wait is longer. */
    static final Duration CAP = Duration.ofSeconds(1);

    private static final int CALLERS = 300;
    private static final int FAILURES = 5;
    private static final int TOO_MANY = 1_000;

    private final int failures;
    private final boolean refuses;
    private final List<Duration> waits = new ArrayList<>();
    private int calls;

    FlakyService(int failures, boolean refuses) {
        this.failures = failures;
        this.refuses = refuses;
    }

    /** What the service says when it will never do it. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException() {
            super("no, and it will stay so");
        }
    }

    /**
     * Asks it.
     *
     * @throws IOException if it is busy, which passes
     * @throws RefusedException if it will never do it
     */
    public String call() throws IOException {
        calls++;
        if (refuses) {
            throw new RefusedException();
        }
        if (calls <= failures) {
            throw new IOException("busy (" + calls + ")");
        }
        if (calls > TOO_MANY) {
            throw new UncheckedIOException(new IOException("called a thousand times"));
        }
        return "done";
    }

    /** Waits, by the service's clock. */
    public void pause(Duration length) {
        waits.add(length);
    }

    /** The waits of many callers: the first of each, the second of each, and so on. */
    record Waits(List<List<Duration>> byAttempt) {
        private double mean(int attempt) {
            return byAttempt.get(attempt).stream()
                    .mapToLong(Duration::toMillis)
                    .average()
                    .orElse(0);
        }

        private double share(int attempt) {
            return mean(attempt) / ceiling(attempt);
        }

        private static double ceiling(int attempt) {
            return Math.min((double) CAP.toMillis(), (double) BASE.toMillis() * (1 << attempt));
        }
    }

    /** How one caller fared: {@code done after 4 calls}. */
    static String told(Lesson11.Persistent answer, int failures, boolean refuses) throws Exception {
        var service = new FlakyService(failures, refuses);
        try {
            return answer.persist(service, FAILURES) + " after " + service.calls + " calls";
        } catch (IOException | RefusedException e) {
            return e.getMessage() + " after " + service.calls + " calls";
        }
    }

    /** What many callers waited who met five failures each. */
    static Waits waits(Lesson11.Persistent answer) throws Exception {
        var all = new ArrayList<List<Duration>>();
        for (int attempt = 0; attempt < FAILURES; attempt++) {
            all.add(new ArrayList<>());
        }
        for (int caller = 0; caller < CALLERS; caller++) {
            var service = new FlakyService(FAILURES, false);
            answer.persist(service, FAILURES + 1);
            for (int attempt = 0; attempt < FAILURES; attempt++) {
                all.get(attempt).add(attempt < service.waits.size() ? service.waits.get(attempt) : Duration.ZERO);
            }
        }
        return new Waits(List.copyOf(all));
    }

    /** {@code bounds}: no wait is negative, or above what its attempt allows. */
    static Evidence bounds() {
        return judged(
                "bounds",
                waits -> {
                    double most = 0;
                    for (int attempt = 0; attempt < FAILURES; attempt++) {
                        for (var wait : waits.byAttempt().get(attempt)) {
                            most = Math.max(most, wait.toNanos() / 1e6 / Waits.ceiling(attempt));
                            if (wait.isNegative()) {
                                return 99;
                            }
                        }
                    }
                    return most;
                },
                0,
                1.001,
                "The longest wait was %.2f times what its attempt allows; wanted: at most 1.");
    }

    /** {@code jitter}: the waits of one attempt are spread over all that it allows. */
    static Evidence jitter() {
        return judged(
                "jitter",
                waits -> {
                    double allowed = Waits.ceiling(FAILURES - 1);
                    long low = waits.byAttempt().getLast().stream()
                            .filter(wait -> wait.toMillis() < allowed / 3)
                            .count();
                    return 100.0 * low / CALLERS;
                },
                20,
                50,
                "%.0f of 100 callers waited less than a third of what the last attempt allows; wanted: 20 to 50,"
                        + " for their waits to be spread.");
    }

    /** {@code grows}: on average each wait is a like share of a limit that doubles. */
    static Evidence grows() {
        return judged(
                "grows",
                waits -> waits.mean(0) == 0 ? 0 : waits.share(3) / waits.share(0),
                0.7,
                1.4,
                "From the first wait to the fourth the mean grew %.2f times as much as the limit; wanted: as much.");
    }

    private static Evidence judged(
            String property, ToDoubleFunction<Waits> read, double least, double most, String words) {
        return that(property, run -> {
            double value = read.applyAsDouble(of(run));
            return Finding.of(property, value >= least && value <= most, words.formatted(value));
        });
    }

    private static Waits of(Run run) {
        if (run.result() instanceof Waits waits) {
            return waits;
        }
        throw new IllegalStateException("the trial gives the waits");
    }
}
