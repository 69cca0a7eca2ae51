package asynclab.exercise;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Repeats a check and counts. In the ordinary tests one verdict that is not inconclusive is enough; when verdicts are put to the
 * test themselves, as often as {@code asynclab.proofs} says, with a busy thread for each processor.
 */
final class Tally {
    private static final int TIMES = Integer.getInteger("asynclab.proofs", 1);
    private static final int TRIES = 3; // of a machine that is too busy to tell, where one check is asked for

    // Only the tests' thread, which runs one after the other.
    private static int checksInAll;
    private static int wrongInAll;
    private static int unsureInAll;

    private Tally() {}

    /** Fails if any report is neither {@code right} nor, on a busy machine, {@code unsure}, which is only counted. */
    static void repeat(String name, Supplier<Report> check, Predicate<Report> right, Predicate<Report> unsure) {
        var wrong = new ArrayList<String>();
        int unsureHere = 0;
        try (var _ = TIMES > 1 ? Load.onEveryProcessor() : Load.none()) {
            for (int i = 0; i < TIMES; i++) {
                var report = check.get();
                for (int tries = 1; TIMES == 1 && tries < TRIES && unsure.test(report); tries++) {
                    report = check.get();
                }
                if (right.test(report)) {
                    continue;
                }
                if (TIMES > 1 && unsure.test(report)) {
                    unsureHere++;
                } else {
                    wrong.add(report.verdict().words() + ": " + report.sentence() + " " + report.broken());
                }
            }
        }
        checksInAll += TIMES;
        wrongInAll += wrong.size();
        unsureInAll += unsureHere;
        if (TIMES > 1) {
            System.out.printf(
                    "PROOFS %-32s %d checks, %d wrong, %d inconclusive%n", name, TIMES, wrong.size(), unsureHere);
        }
        if (!wrong.isEmpty()) {
            fail("%d of %d wrong:%n%s".formatted(wrong.size(), TIMES, String.join("\n", wrong)));
        }
    }

    /** Prints the sums, if there is anything to sum. */
    static void printTotal() {
        if (TIMES > 1) {
            System.out.printf(
                    "PROOFS so far: %,d checks with every processor kept busy, %d wrong, %d inconclusive (%.2f %%)%n",
                    checksInAll, wrongInAll, unsureInAll, 100.0 * unsureInAll / Math.max(1, checksInAll));
        }
    }

    /** Threads that compute until closed. */
    private record Load(List<Thread> threads) implements AutoCloseable {
        static Load none() {
            return new Load(List.of());
        }

        static Load onEveryProcessor() {
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(() -> {
                    long sum = 0;
                    while (!Thread.currentThread().isInterrupted()) {
                        sum += System.nanoTime() % 7;
                    }
                    Thread.currentThread().setName("load summed to " + sum); // or the loop might be left out
                }));
            }
            return new Load(threads);
        }

        @Override
        public void close() {
            threads.forEach(Thread::interrupt);
        }
    }
}
