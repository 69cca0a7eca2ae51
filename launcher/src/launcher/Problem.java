package launcher;

import java.io.Serial;
import java.nio.file.Path;
import java.util.Optional;

/** What stops the launcher: one sentence, what to do about it, and the log that tells more. */
final class Problem extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String remedy;
    private final transient Optional<Path> log;
    private final int status;

    private Problem(String sentence, String remedy, Optional<Path> log, int status) {
        super(sentence);
        this.remedy = remedy;
        this.log = log;
        this.status = status;
    }

    /** Returns a problem with the computer or the project: the launcher ends with status 1. */
    static Problem of(String sentence, String remedy) {
        return new Problem(sentence, remedy, Optional.empty(), 1);
    }

    /** Returns a problem with the words of the command line: the launcher ends with status 2. */
    static Problem usage(String sentence, String remedy) {
        return new Problem(sentence, remedy, Optional.empty(), 2);
    }

    /** Returns the same problem with the log whose end is worth reading. */
    Problem in(Path log) {
        return new Problem(sentence(), remedy, Optional.of(log), status);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }

    Optional<Path> log() {
        return log;
    }

    int status() {
        return status;
    }
}
