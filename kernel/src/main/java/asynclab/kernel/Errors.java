package asynclab.kernel;

import asynclab.kernel.errors.Paint;
import asynclab.kernel.stop.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a learner reads of a failure.
 *
 * @param name the kind of it, in one word
 * @param message what it says
 * @param lines all that is shown, marked for a terminal
 */
record Errors(String name, String message, List<String> lines) {
    Errors {
        lines = List.copyOf(lines);
    }

    /**
     * What came of an interrupt.
     *
     * @param failure what is shown of a failure of the cell's own
     */
    static Errors of(Report interrupt, List<String> failure) {
        var lines = new ArrayList<>(interrupt.lines());
        var name = interrupt.full() ? "Out of memory" : "Interrupted";
        lines.addFirst(Paint.strong(name + ": ") + lines.removeFirst());
        lines.addAll(failure);
        return new Errors(name, interrupt.lines().getFirst(), lines);
    }

    /** The same with more lines. */
    Errors with(List<String> more) {
        return new Errors(
                name, message, Stream.concat(lines.stream(), more.stream()).toList());
    }

    /** @param lines how JJava shows it */
    static Errors of(Throwable failure, List<String> lines) {
        var message = failure.getLocalizedMessage();
        return new Errors(failure.getClass().getSimpleName(), message == null ? "" : message, lines);
    }
}
