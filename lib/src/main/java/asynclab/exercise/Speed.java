package asynclab.exercise;

import asynclab.exercise.Measure.Reading;
import asynclab.internal.Texts;
import asynclab.internal.Times;
import java.time.Duration;
import java.util.Locale;

/** Times as ratios, with what they might have been on an idle machine, and memory. */
final class Speed {
    /**
     * How many delays of the noise's length an answer may have met: at its start, where it waits, at its join. The noise
     * is the longest one seen, so most delays are shorter.
     */
    private static final int DELAYS = 3;

    private Speed() {}

    static Measure overlap() {
        return Measure.of("overlap", run -> {
            var spans = run.spans();
            if (spans.isEmpty()) {
                return run.timeline().note().isPresent()
                        ? Reading.unknown(
                                "Nothing was recorded: " + run.timeline().note().get())
                        : Reading.of(1, "Everything was done in one thread, without a task");
            }
            double sum = Span.sum(spans);
            double overlap = sum / run.wall().toNanos();
            var words = "%s of %s in %s is an overlap of %s"
                    .formatted(
                            Times.say(Duration.ofNanos((long) sum)),
                            run.counted(spans.size()),
                            Times.say(run.wall()),
                            figure(overlap));
            return Reading.of(overlap, words).orAtBest(sum / quietest(run).toNanos());
        });
    }

    static Measure ratioTo(String baseline) {
        return Measure.of("ratio", run -> {
            var base = run.baselines().get(baseline);
            if (base == null) {
                throw new IllegalStateException("the exercise declares no baseline named \"" + baseline
                        + "\"; there are: " + run.baselines().keySet());
            }
            double ratio = ratio(run.wall(), base);
            var words = "It took %s, which is %s times the %s of \"%s\""
                    .formatted(Times.say(run.wall()), figure(ratio), Times.say(base), baseline);
            return Reading.of(ratio, words).orAtBest(ratio(quietest(run), base));
        });
    }

    static Measure heapPerTask() {
        return Measure.of("heapPerTask", run -> {
            var bytes = run.stage().heapPerTask();
            return bytes == null
                    ? Reading.unknown("The heap was not measured: the moment when all tasks are there did not come")
                    : Reading.of(bytes, "Each task took %s bytes of heap".formatted(Texts.figures(Math.max(0, bytes))));
        });
    }

    private static Duration quietest(Run run) {
        var quiet = run.wall().minus(run.noise().multipliedBy(DELAYS));
        // Noise longer than the run itself says nothing at all: then no time is too long, and the run is measured
        // again.
        return quiet.isPositive() ? quiet : Duration.ofNanos(1);
    }

    private static double ratio(Duration time, Duration base) {
        return time.toNanos() / (double) Math.max(1, base.toNanos());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
