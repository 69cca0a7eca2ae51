package asynclab.kernel;

import asynclab.kernel.output.Cells;
import asynclab.kernel.output.Outbox;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.slf4j.LoggerFactory;
import org.dflib.jjava.shaded.org.zeromq.SocketType;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** Stands in for the socket that JJava's classes publish on, as they do on the thread of whoever calls them. */
final class OutboxSocket extends JupyterSocket {
    private final Cells cells;
    private final Outbox outbox;

    OutboxSocket(Cells cells, Outbox outbox) {
        super(ZMQ.context(0), SocketType.PUB, HMACGenerator.NO_AUTH_INSTANCE, LoggerFactory.getLogger("OutboxSocket"));
        this.cells = cells;
        this.outbox = outbox;
    }

    @Override
    public void bind(KernelConnectionProperties connection) {
        throw new UnsupportedOperationException("the outbox has the real socket");
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the outbox is safe for several threads
    public void sendMessage(Message<?> message) {
        outbox.publish(cells.mine(), message);
    }
}
