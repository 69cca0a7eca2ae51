package asynclab.exercise;

import asynclab.Timeline;
import asynclab.Timeline.Row;
import asynclab.Timeline.Segment;
import asynclab.Timeline.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check's recording as the learner's own: the check waits in one thread while the answer runs in another, so the answer's
 * thread becomes {@code main} and its first instruction the zero of the time axis.
 */
final class Rooted {
    /** The name of the answer's thread, as in every timeline. */
    static final String MAIN = "main";

    private Rooted() {}

    /** How the answer ended. */
    record Outcome(Watched.End end, @Nullable Throwable failure) {
        Timeline.Outcome ofMain() {
            return switch (end) {
                case RETURNED -> Timeline.Outcome.SUCCEEDED;
                case THREW -> Timeline.Outcome.FAILED;
                case OUT_OF_TIME, STOPPED -> Timeline.Outcome.ALIVE;
            };
        }

        Optional<String> words() {
            return Optional.ofNullable(failure).map(Blame::name);
        }
    }

    /** A timeline that knows nothing, and why. */
    static Timeline nothing(String why) {
        var main = new Row(
                MAIN,
                Optional.empty(),
                0,
                Duration.ZERO,
                Duration.ZERO,
                Timeline.Outcome.SUCCEEDED,
                Optional.empty(),
                List.of());
        return Timeline.of(Duration.ZERO, main, List.of()).withNote("There is no picture: " + why + ".");
    }

    static Timeline at(Timeline whole, Outcome outcome) {
        var answer = whole.tasks().stream()
                .filter(row -> row.depth() == 1 && row.name().equals(MAIN))
                .findFirst();
        if (answer.isEmpty()) {
            return whole;
        }
        var shift = answer.get().start();
        var tasks = whole.tasks().stream()
                .filter(row -> !row.equals(answer.get()))
                .map(row -> moved(row, shift))
                .toList();
        var main = moved(answer.get(), shift);
        boolean alive = tasks.stream().anyMatch(row -> row.end().compareTo(main.end()) > 0);
        var total = alive ? whole.total().minus(shift) : main.end();
        var root = new Row(
                MAIN,
                Optional.empty(),
                0,
                Duration.ZERO,
                main.end(),
                outcome.ofMain(),
                outcome.words(),
                main.segments());
        return whole.note()
                .map(note -> Timeline.of(total, root, tasks).withNote(note))
                .orElseGet(() -> Timeline.of(total, root, tasks));
    }

    private static Row moved(Row row, Duration shift) {
        var segments = row.segments().stream()
                .map(s -> new Segment(s.state(), back(s.start(), shift), back(s.end(), shift), s.on()))
                .filter(s -> s.length().isPositive() || s.state() == State.UNKNOWN)
                .toList();
        return new Row(
                row.name(),
                row.parent(),
                Math.max(0, row.depth() - 1),
                back(row.start(), shift),
                back(row.end(), shift),
                row.outcome(),
                row.failure(),
                segments);
    }

    private static Duration back(Duration moment, Duration shift) {
        var moved = moment.minus(shift);
        return moved.isNegative() ? Duration.ZERO : moved;
    }
}
