package asynclab.kernel.errors;

import java.util.List;

/**
 * What a learner reads of a failure.
 *
 * @param name the kind of it in one word, as {@code IllegalStateException}
 * @param message what it says, without marks
 * @param lines all that is shown, marked for a terminal; readable without the marks too
 */
public record Failure(String name, String message, List<String> lines) {
    public Failure {
        lines = List.copyOf(lines);
    }
}
