package asynclab.kernel.tasks;

import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Cells;
import asynclab.kernel.output.Outbox;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** The door to this package: what goes on after a cell's code has ended. */
public final class Background {
    private final Tasks tasks;
    private final Patience patience;
    private final EndOfCell end;
    private final Reach reach;
    private final StopMagic stop;

    /** @param environment the process's */
    public Background(Cells cells, Outbox outbox, Map<String, String> environment) {
        tasks = new Tasks(cells);
        patience = Patience.of(environment);
        end = new EndOfCell(tasks, outbox);
        reach = new Reach(cells, tasks);
        stop = new StopMagic(tasks);
    }

    /** Tells what the cell has left running, after waiting for it where nobody would see what comes later. */
    public void endOf(Cell cell, Message<ExecuteRequest> request) {
        try {
            end.of(cell, patience.with(request));
        } catch (OutOfMemoryError e) {
            // a million tasks, say, of which a list has no room: the cell ends without a word about them
        }
    }

    /** Ends the wait for tasks, if there is one. Any thread may call it. */
    public void hurry() {
        end.hurry();
    }

    /** Adds {@code %tasks} and {@code %stop}. */
    public void register(MagicsRegistry magics) {
        magics.registerLineMagic("tasks", new TasksMagic(tasks, patience));
        magics.registerLineMagic("stop", stop);
    }

    /** Stops the tasks of all cells, as the heap is full. */
    public void stopAsFull() {
        stop.allAsFull();
    }

    /** The threads that a cell has started and that have not ended. */
    public Tasks tasks() {
        return tasks;
    }

    /** Those that an interrupt of the running cell reaches. */
    public Reach reach() {
        return reach;
    }
}
