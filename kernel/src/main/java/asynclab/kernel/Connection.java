package asynclab.kernel;

import java.security.GeneralSecurityException;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.shaded.org.zeromq.SocketType;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;
import org.dflib.jjava.shaded.org.zeromq.ZMQException;
import org.jspecify.annotations.Nullable;

/** The five sockets of a kernel. They stay open until the JVM ends. */
final class Connection {
    private final Channel iopub;
    private final Channel stdin;
    private final Channel heartbeat;
    private final Channel control;
    private final Channel shell;

    /** Binds them, the one that publishes first: a front end that finds another one open may at once wait for a status. */
    Connection(KernelConnectionProperties properties) throws GeneralSecurityException {
        ZMQ.Context context = ZMQ.context(1);
        HMACGenerator signatures = properties.createHMACGenerator();
        iopub = new Channel(context, SocketType.PUB, signatures, KernelConnectionProperties::getIopubPort);
        stdin = new Channel(context, SocketType.ROUTER, signatures, KernelConnectionProperties::getStdinPort);
        heartbeat = new Channel(context, SocketType.REP, signatures, KernelConnectionProperties::getHbPort);
        control = new Channel(context, SocketType.ROUTER, signatures, KernelConnectionProperties::getControlPort);
        shell = new Channel(context, SocketType.ROUTER, signatures, KernelConnectionProperties::getShellPort);
        for (var channel : new Channel[] {iopub, stdin, heartbeat, control, shell}) {
            channel.bind(properties);
        }
        status(null, PublishStatus.STARTING);
        Thread.ofPlatform().name("kernel-heartbeat").daemon().start(this::beat);
    }

    Channel iopub() {
        return iopub;
    }

    Channel stdin() {
        return stdin;
    }

    Channel control() {
        return control;
    }

    Channel shell() {
        return shell;
    }

    /** Publishes a status; for the kernel's own threads. */
    void status(@Nullable MessageContext request, PublishStatus status) {
        iopub.sendMessage(new Message<>(request, PublishStatus.MESSAGE_TYPE, status));
    }

    private void beat() {
        while (true) {
            try {
                byte[] ping = heartbeat.recv();
                if (ping != null) {
                    heartbeat.send(ping);
                }
            } catch (ZMQException e) {
                Thread.interrupted(); // by a learner's program that found this thread
            }
        }
    }
}
