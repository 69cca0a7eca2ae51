package asynclab.kernel.errors;

import java.util.List;

/**
 * What a learner reads of a failure.
 *
 * @param name the kind of it in one word, as {@code IllegalStateException}
 * @param message what it says, without colours
 * @param lines all that is shown, coloured for a terminal; readable without the colours too
 */
public record Failure(String name, String message, List<String> lines) {
    public Failure {
        lines = List.copyOf(lines);
    }
}
