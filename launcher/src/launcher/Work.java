package launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a step has while it is made: a place to say what it does now, and tools to start.
 *
 * @param title the step's title, for messages
 * @param log the file for what its tools print
 * @param now takes what is being done at the moment, shown when the step takes long
 * @param warn takes what did not work and is no reason to stop, shown at once
 */
record Work(String title, Path log, Consumer<String> now, Consumer<String> warn) {
    /** Runs a tool to its end; its output goes to the log. A failure becomes a problem that says what to do. */
    void run(Tool tool) throws Problem, IOException, InterruptedException {
        int status = tool.run(log, now);
        if (status != 0) {
            throw Diagnosis.explain(title, tool, status, log);
        }
    }
}
