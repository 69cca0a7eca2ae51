package asynclab.kernel;

import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Outbox;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.jspecify.annotations.Nullable;

/** Channels between a cell and something in the browser (widgets). Unlike JJava's, it may be used by every thread. */
final class Comms extends CommManager {
    private final Outbox outbox;

    /** @param socket sends by way of the outbox: no thread of a learner touches a real one */
    Comms(Outbox outbox, JupyterSocket socket) {
        this.outbox = outbox;
        targets = new ConcurrentHashMap<>();
        comms = new ConcurrentHashMap<>();
        setIOPubChannel(socket);
    }

    /** Takes a message of the front end's. */
    @SuppressWarnings("unchecked") // the content tells the message's type
    void handle(Message<?> message) {
        var cell = new Cell(0, "", message);
        var environment = new CellEnvironment(() -> cell, outbox);
        var before = context;
        setMessageContext(message); // what a comm sends now answers this
        switch (message.getContent()) {
            case CommOpenCommand _ -> handleCommOpenCommand(environment, (Message<CommOpenCommand>) message);
            case CommMsgCommand _ -> handleCommMsgCommand(environment, (Message<CommMsgCommand>) message);
            case CommCloseCommand _ -> handleCommCloseCommand(environment, (Message<CommCloseCommand>) message);
            default ->
                throw new IllegalArgumentException(
                        "not about a comm: " + message.getHeader().getType());
        }
        setMessageContext(before);
        outbox.flush();
    }

    /** Returns each open comm's id with its target, in the protocol's form; with a target's name only those of it. */
    Map<String, Map<String, String>> open(@Nullable String target) {
        var found = new TreeMap<String, Map<String, String>>();
        comms.values().stream()
                .filter(comm -> target == null || target.equals(comm.getTargetName()))
                .forEach(comm -> found.put(comm.getID(), Map.of("target_name", comm.getTargetName())));
        return found;
    }
}
