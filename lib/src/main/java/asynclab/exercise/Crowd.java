package asynclab.exercise;

import asynclab.exercise.Measure.Reading;
import asynclab.internal.Texts;
import asynclab.web.AccessLog;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts: how many at once, how many in all, how often. Time does not come into them, but for the rate. */
final class Crowd {
    private Crowd() {}

    static Measure maxInFlight() {
        return Measure.of("maxInFlight", run -> {
            int most = Span.most(run.spans());
            return Reading.of(
                    most,
                    "%s %s at once".formatted(run.witness().saw, run.witness().count(most)));
        });
    }

    static Measure count() {
        return Measure.of("count", run -> {
            int all = run.spans().size();
            return Reading.of(
                    (double) all,
                    "%s %s in all".formatted(run.witness().saw, run.witness().count(all)));
        });
    }

    /** The limit is for each name alone, so the reading is the one with the most; with less than all others, the least. */
    static Measure perName() {
        return Measure.of("requestsPerUrl", run -> {
            var counts = run.spans().stream().collect(Collectors.groupingBy(Span::name, Collectors.counting()));
            if (counts.isEmpty()) {
                return Reading.of(0, run.witness().saw + " no " + run.witness().noun + " at all");
            }
            var most = counts.entrySet().stream()
                    .max(Map.Entry.<String, Long>comparingByValue()
                            .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                    .orElseThrow();
            return Reading.of(
                    (double) most.getValue(),
                    "%s was asked for %s at most".formatted(most.getKey(), times(most.getValue())));
        });
    }

    static Measure rateIn(Duration window) {
        return Measure.of("rate", run -> {
            int most = Span.mostStartsIn(run.spans(), window);
            return Reading.of(
                    most,
                    "%s %s within %s".formatted(run.witness().saw, run.witness().count(most), Texts.span(window)));
        });
    }

    static Measure connections() {
        return Measure.of("connections", run -> {
            long all = run.requests().stream()
                    .map(AccessLog.Entry::connection)
                    .distinct()
                    .count();
            return Reading.of(
                    (double) all,
                    "The %s came on %s"
                            .formatted(
                                    Run.Witness.SITE.count(run.requests().size()),
                                    Texts.counted(all, "connection", "connections")));
        });
    }

    static Measure peak(String level) {
        Function<Run, Reading> read = run -> {
            long peak = run.stage().level(level).peak();
            return Reading.of((double) peak, "The %s was %s at its highest".formatted(level, Texts.grouped(peak)));
        };
        return Measure.of("peak " + level, read);
    }

    private static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }
}
