package asynclab.exercise;

import asynclab.internal.Times;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came before what. */
final class Order {
    private Order() {}

    static Evidence happensBefore(String before, String after) {
        return Evidence.that("order", run -> {
            var end = end(run, before);
            var start = start(run, after);
            if (end.isEmpty() || start.isEmpty()) {
                return Finding.broken("order", never(end.isEmpty() ? before : after));
            }
            var gap = Duration.ofNanos(Math.abs(start.get() - end.get()));
            return end.get() <= start.get()
                    ? Finding.held("order", "%s was over %s before %s began.".formatted(before, Times.say(gap), after))
                    : Finding.broken(
                            "order",
                            end.get() == Long.MAX_VALUE
                                    ? "%s began and %s never ended; wanted: %s first.".formatted(after, before, before)
                                    : "%s began %s before %s was over; wanted: %s first."
                                            .formatted(after, Times.say(gap), before, before));
        });
    }

    static Evidence overlaps(String one, String other) {
        return Evidence.that("overlaps", run -> {
            var first = run.span(one);
            var second = run.span(other);
            if (first.isEmpty() || second.isEmpty()) {
                return Finding.broken("overlaps", never(first.isEmpty() ? one : other));
            }
            long shared = Math.min(first.get().end(), second.get().end())
                    - Math.max(first.get().start(), second.get().start());
            return shared > 0
                    ? Finding.held(
                            "overlaps",
                            "%s and %s went on together for %s."
                                    .formatted(one, other, Times.say(Duration.ofNanos(shared))))
                    : Finding.broken(
                            "overlaps",
                            "%s and %s never went on at the same time: one began %s after the other was over."
                                    .formatted(one, other, Times.say(Duration.ofNanos(-shared))));
        });
    }

    static Evidence gapsGrow(String name, double factor) {
        return Evidence.that("gapsGrow", run -> {
            var attempts = run.spans().stream()
                    .filter(span -> span.name().equals(name))
                    .toList();
            long[] gaps = Span.gaps(attempts);
            var said = Arrays.stream(gaps)
                    .mapToObj(gap -> Times.say(Duration.ofNanos(gap)))
                    .collect(Collectors.joining(", "));
            if (gaps.length < 2) {
                return Finding.broken(
                        "gapsGrow",
                        "%s was tried %d times; to see gaps grow takes 3.".formatted(name, attempts.size()));
            }
            for (int i = 1; i < gaps.length; i++) {
                if (gaps[i] < gaps[i - 1] * factor) {
                    return Finding.broken(
                            "gapsGrow",
                            "The gaps between the attempts of %s were %s; wanted: each at least %s times the one before."
                                    .formatted(name, said, factor));
                }
            }
            return Finding.held("gapsGrow", "The gaps between the attempts of %s grew: %s.".formatted(name, said));
        });
    }

    private static Optional<Long> end(Run run, String name) {
        var noted = run.moments(name).stream().findFirst();
        return noted.isPresent() ? noted : run.span(name).map(Span::end);
    }

    private static Optional<Long> start(Run run, String name) {
        var noted = run.moments(name).stream().findFirst();
        return noted.isPresent() ? noted : run.span(name).map(Span::start);
    }

    private static String never(String name) {
        return name + " never happened.";
    }
}
