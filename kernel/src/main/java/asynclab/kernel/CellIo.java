package asynclab.kernel;

import asynclab.kernel.output.Cells;
import asynclab.kernel.output.Outbox;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.kernel.JupyterIO;

/** JJava's streams, for code that uses them directly: always attached to the cell of the calling thread. */
final class CellIo extends JupyterIO {
    private final Cells cells;

    CellIo(Cells cells, Outbox outbox) {
        super(StandardCharsets.UTF_8);
        this.cells = cells;
        setEnv(new CellEnvironment(cells::mine, outbox));
    }

    /** Whether a cell runs, which is what it means in JJava. */
    @Override
    public boolean isAttached() {
        return cells.current().isOpen();
    }
}
