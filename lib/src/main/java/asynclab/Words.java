package asynclab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The pieces messages are made of. */
final class Words {
    private static final int MOST_NAMED = 5;
    private static final int LONGEST = 120;

    private Words() {}

    /** A duration in seconds with three significant digits: {@code 0.3 s}. */
    static String seconds(Duration duration) {
        var exact = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        // Whole seconds keep all their digits: 3725 s is not 3730 s.
        int digits = Math.max(3, exact.precision() - exact.scale());
        return exact.round(new MathContext(digits)).stripTrailingZeros().toPlainString() + " s";
    }

    /** {@code 1 task}, {@code 2 tasks}. */
    static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /** The first few tasks' names and how many there are beside them. */
    static String names(List<? extends Task<?>> tasks) {
        return few(tasks.stream().map(Task::name).toList());
    }

    /** The first few tasks with what each threw. */
    static String failures(List<? extends Task<?>> tasks) {
        return few(tasks.stream()
                .map(task -> task.name()
                        + task.failure()
                                .map(failure -> " (" + text(failure) + ")")
                                .orElse(""))
                .toList());
    }

    /** A failure in one short line: {@code IOException: connection reset}. */
    static String text(Throwable failure) {
        // A failure with a broken getMessage must not hide the failure itself.
        String message;
        try {
            message = failure.getMessage();
        } catch (RuntimeException e) {
            message = null;
        }
        var type = failure.getClass().getSimpleName();
        var text = (type.isEmpty() ? failure.getClass().getName() : type) + (message == null ? "" : ": " + message);
        text = text.lines().findFirst().orElse(text);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String few(List<String> all) {
        var named = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() <= MOST_NAMED ? named : named + " and " + (all.size() - MOST_NAMED) + " more";
    }
}
