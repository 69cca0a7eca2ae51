package asynclab.kernel;

import java.util.function.ToIntFunction;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.slf4j.LoggerFactory;
import org.dflib.jjava.shaded.org.zeromq.SocketType;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;
import org.jspecify.annotations.Nullable;

/**
 * One of the kernel's five sockets. JJava's own channels look for messages every 50 ms; this one sleeps until there is
 * one. Only the thread that it was made for receives; sending is for any of the kernel's threads where nobody receives.
 */
final class Channel extends JupyterSocket {
    private static final int FOREVER = -1;

    private final ToIntFunction<KernelConnectionProperties> port;
    private final ZMQ.Poller poller;

    Channel(
            ZMQ.Context context,
            SocketType type,
            HMACGenerator signatures,
            ToIntFunction<KernelConnectionProperties> port) {
        super(context, type, signatures, LoggerFactory.getLogger("Channel-" + type));
        this.port = port;
        this.poller = context.poller(1);
        poller.register(this, ZMQ.Poller.POLLIN);
        // Above its high-water mark ZeroMQ drops what is published; it counts only if it is set before the bind.
        setHWM(0);
    }

    @Override
    public void bind(KernelConnectionProperties connection) {
        bind(formatAddress(connection.getTransport(), connection.getIp(), port.applyAsInt(connection)));
    }

    /** Waits for the next message that can be read; others are dropped. */
    Message<?> receive() {
        while (true) {
            var message = receive(FOREVER);
            if (message != null) {
                return message;
            }
        }
    }

    /**
     * Waits for a message.
     *
     * @param millis for how long at most; below 0 without end
     * @return nothing if there was none, or it was none of the protocol's or not signed with the connection's key
     */
    @SuppressWarnings("CatchingUnchecked") // whatever a stranger sends, the next message is read
    @Nullable
    Message<?> receive(int millis) {
        // Not by a blocking receive, which JJava's readMessage is not made for: interrupted, it never returns.
        if (poller.poll(millis) <= 0) {
            Thread.interrupted(); // by a program of the learner's that found this thread; there is nothing to end
            return null;
        }
        try {
            return readMessage();
        } catch (RuntimeException e) {
            while (hasReceiveMore()) {
                recv();
            }
            return null;
        }
    }
}
