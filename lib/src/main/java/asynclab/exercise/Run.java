package asynclab.exercise;

import asynclab.Timeline;
import asynclab.exercise.Span.Ending;
import asynclab.internal.Texts;
import asynclab.web.AccessLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen of one run of an answer; evidence judges it. Immutable, apart from what tasks that were left
 * alive still do to its stage.
 *
 * @param result    what the trial gave
 * @param wall      how long the answer took
 * @param baselines how long each baseline took, in this same process, by its name
 * @param noise     the longest that this machine kept a thread waiting for nothing while the answer ran
 * @param timeline  what the recorder saw
 * @param stage     where it took place
 * @param left      the tasks that were alive when the answer had returned and a moment had passed
 */
public record Run(
        @Nullable Object result,
        Duration wall,
        Map<String, Duration> baselines,
        Duration noise,
        Timeline timeline,
        Stage stage,
        List<Survivor> left) {
    /** Who saw what {@link #spans} gives. */
    private enum Witness {
        SITE,
        STAGE,
        RECORDER
    }

    public Run {
        baselines = Map.copyOf(baselines);
        left = List.copyOf(left);
    }

    /** The requests that the sites of the stage saw, oldest first. */
    public List<AccessLog.Entry> requests() {
        return stage.requests();
    }

    /** The calls of what the exercise gave, in the order of their starts. */
    public List<Span> calls() {
        return stage.work().calls();
    }

    /** The first call or request of this name, if there was one. */
    public Optional<Span> span(String name) {
        return spans().stream().filter(span -> span.name().equals(name)).findFirst();
    }

    /** What went on, by the best witness there is: the sites' access logs, else the stage, else the recorder. */
    public List<Span> spans() {
        return switch (witness()) {
            case SITE -> requests().stream().map(this::span).toList();
            case STAGE -> calls();
            case RECORDER -> timeline.tasks().stream().map(Run::span).toList();
        };
    }

    /** So many of what {@link #spans} are: {@code 3 requests}. */
    String counted(long number) {
        var noun = switch (witness()) {
            case SITE -> "request";
            case STAGE -> stage.noun();
            case RECORDER -> "task";
        };
        return Texts.counted(number, noun, noun + "s");
    }

    /** The beginning of a sentence about them: {@code The site saw 3 requests}. */
    String saw(long number) {
        return switch (witness()) {
                    case SITE -> "The site saw ";
                    case STAGE -> number == 1 ? "There was " : "There were ";
                    case RECORDER -> "The recorder saw ";
                }
                + counted(number);
    }

    private Witness witness() {
        if (stage.watchesRequests()) {
            return Witness.SITE;
        }
        return calls().isEmpty() ? Witness.RECORDER : Witness.STAGE;
    }

    /** When {@code name} was noted, in nanoseconds since the run began, in order. */
    List<Long> moments(String name) {
        return stage.work().moments().stream()
                .filter(moment -> moment.name().equals(name))
                .map(WorkLog.Moment::at)
                .toList();
    }

    private Span span(AccessLog.Entry entry) {
        long end = entry.end().map(stage::sinceBegin).orElse(Long.MAX_VALUE);
        var ending = entry.end().isEmpty() ? Ending.OPEN : entry.clientGone() ? Ending.INTERRUPTED : Ending.DONE;
        return new Span(entry.path(), stage.sinceBegin(entry.start()), end, ending, false);
    }

    private static Span span(Timeline.Row row) {
        var ending = switch (row.outcome()) {
            case SUCCEEDED -> Ending.DONE;
            case FAILED -> Ending.FAILED;
            case CANCELLED -> Ending.INTERRUPTED;
            case ALIVE -> Ending.OPEN;
        };
        long end = ending == Ending.OPEN ? Long.MAX_VALUE : row.end().toNanos();
        return new Span(row.name(), row.start().toNanos(), end, ending, false);
    }
}
