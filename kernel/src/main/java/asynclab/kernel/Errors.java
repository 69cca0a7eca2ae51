package asynclab.kernel;

import java.util.List;

/**
 * What a learner reads of a failure.
 *
 * @param name the kind of it, in one word
 * @param message what it says
 * @param lines all that is shown, coloured for a terminal
 */
record Errors(String name, String message, List<String> lines) {
    Errors {
        lines = List.copyOf(lines);
    }

    /** @param lines how JJava shows it */
    static Errors of(Throwable failure, List<String> lines) {
        var message = failure.getLocalizedMessage();
        return new Errors(failure.getClass().getSimpleName(), message == null ? "" : message, lines);
    }
}
