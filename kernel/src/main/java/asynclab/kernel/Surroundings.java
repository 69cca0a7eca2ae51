package asynclab.kernel;

import asynclab.kernel.code.Lines;
import asynclab.kernel.errors.Failures;
import asynclab.kernel.output.Cells;
import asynclab.kernel.output.Outbox;
import asynclab.kernel.output.Quiet;
import asynclab.kernel.stop.Memory;
import asynclab.kernel.tasks.Background;
import java.util.UUID;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;

/** What a cell is shown through, and what is known of its lines, failures and memory. */
record Surroundings(
        Cells cells,
        Outbox outbox,
        Prompt prompt,
        Background background,
        Lines lines,
        Failures failures,
        Memory memory) {
    /** Says something about the code of the cell that runs, small, under it. */
    void note(String text) {
        outbox.publish(
                cells.current(),
                new PublishDisplayData(Quiet.note(text, UUID.randomUUID().toString())));
    }
}
