package asynclab.kernel.tasks;

import asynclab.kernel.output.Places;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/**
 * How long a cell stays busy for the sake of its tasks. In a browser not at all: what tasks show later still appears
 * under their cell. But programs that run notebooks (nbclient, and with it nbconvert, papermill, nbmake and nbgrader)
 * throw away what comes after a cell is idle.
 *
 * <p>They are known by two things together: they name no cell, as JupyterLab, Notebook 7 and VS Code do, and they have
 * nobody who could answer a question, as {@code jupyter console} has.
 */
final class Patience {
    /** The environment variable: {@code auto}, or the seconds to wait at most, in a browser too. */
    static final String VARIABLE = "ASYNCLAB_WAIT_FOR_TASKS";

    /** Where nobody looks. A learner's task may well be one that never ends. */
    private static final Duration UNSEEN = Duration.ofSeconds(10);

    /** A day. */
    private static final int MOST = 86_400;

    private volatile Optional<Duration> always; // set by a cell, read by the shell's thread

    private Patience(Optional<Duration> always) {
        this.always = always;
    }

    /** As the environment says; a value that it cannot be counts as not set. */
    static Patience of(Map<String, String> environment) {
        var patience = new Patience(Optional.empty());
        patience.set(environment.getOrDefault(VARIABLE, ""));
        return patience;
    }

    /** Changes it for the cells to come. Says whether the text is {@code auto}, or a number of seconds up to a day. */
    boolean set(String text) {
        var word = text.strip();
        if (word.matches("[0-9]{1,5}") && Integer.parseInt(word) <= MOST) {
            always = Optional.of(Duration.ofSeconds(Integer.parseInt(word)));
            return true;
        }
        if (word.equals("auto")) {
            always = Optional.empty();
            return true;
        }
        return false;
    }

    /** How long to wait at most for the tasks of this cell. */
    Duration with(Message<ExecuteRequest> request) {
        boolean seen =
                request.getContent().isStdinEnabled() || Places.of(request).isPresent();
        return always.orElse(seen ? Duration.ZERO : UNSEEN);
    }
}
