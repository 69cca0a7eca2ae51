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
            return Reading.of(most, run.saw(most) + " at once");
        });
    }

    static Measure count() {
        return Measure.of("count", run -> {
            int all = run.spans().size();
            return Reading.of((double) all, run.saw(all) + " in all");
        });
    }

    /** The limit is for each name alone, so the reading is the highest of them. */
    static Measure perName() {
        return Measure.of("requestsPerUrl", run -> {
            var counts = run.spans().stream().collect(Collectors.groupingBy(Span::name, Collectors.counting()));
            var most = counts.entrySet().stream()
                    .max(Map.Entry.<String, Long>comparingByValue()
                            .thenComparing(Comparator.comparing(Map.Entry::getKey)));
            if (most.isEmpty()) {
                return Reading.of(0, run.saw(0));
            }
            long times = most.get().getValue();
            var words = times == 1
                    ? "No %s came twice".formatted(run.counted(1).substring(2))
                    : "%s came %s".formatted(most.get().getKey(), times == 2 ? "twice" : times + " times");
            return Reading.of((double) times, words);
        });
    }

    static Measure rateIn(Duration window) {
        return Measure.of("rate", run -> {
            int most = Span.mostStartsIn(run.spans(), window);
            return Reading.of(most, run.saw(most) + " within " + Texts.span(window));
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
                                    Texts.counted(run.requests().size(), "request", "requests"),
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
}
