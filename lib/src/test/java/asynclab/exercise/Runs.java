package asynclab.exercise;

import asynclab.Timeline;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs made by hand, so that evidence is tested without time passing. */
final class Runs {
    private Runs() {}

    /** A run of one second on an idle machine, with this result. */
    static Run of(@Nullable Object result) {
        return of(new Stage(), Duration.ofSeconds(1), Duration.ZERO, result);
    }

    /** A run of one second whose stage holds what was done on it. */
    static Run on(Stage stage) {
        return of(stage, Duration.ofSeconds(1), Duration.ZERO, null);
    }

    /** A run that took so long, on a machine of so much noise; the baseline "one by one" takes a second. */
    static Run lasting(double seconds, double noise) {
        return of(new Stage(), seconds(seconds), seconds(noise), null);
    }

    /** A run of one second in which the recorder saw these tasks: start and end in seconds. */
    static Run ofTasks(double noise, double[]... tasks) {
        var rows = Arrays.stream(tasks).map(Runs::row).toList();
        var timeline = Timeline.of(Duration.ofSeconds(1), row(new double[] {0, 1}), rows);
        return new Run(null, Duration.ofSeconds(1), Map.of(), seconds(noise), timeline, new Stage(), List.of());
    }

    private static Run of(Stage stage, Duration wall, Duration noise, @Nullable Object result) {
        var baselines = Map.of("one by one", Duration.ofSeconds(1));
        return new Run(result, wall, baselines, noise, Rooted.nothing("made by hand"), stage, List.of());
    }

    private static Timeline.Row row(double[] task) {
        return new Timeline.Row(
                "task",
                Optional.empty(),
                1,
                seconds(task[0]),
                seconds(task[1]),
                Timeline.Outcome.SUCCEEDED,
                Optional.empty(),
                List.of());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
