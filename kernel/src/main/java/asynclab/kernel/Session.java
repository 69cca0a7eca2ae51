package asynclab.kernel;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/**
 * What comes in from the front end, on two threads: cells and questions one after the other on the shell's, and what must
 * not wait for a cell on the control's. Every request, also one that is not known, gets busy, its reply, and idle: the
 * front ends go by them.
 */
final class Session {
    /**
     * For how long to look for cells that are to be aborted. They are looked for before the failed cell's reply is sent: a
     * front end that waits for it has sent none.
     */
    private static final int LOOK_MILLIS = 20;

    private final Connection connection;
    private final Requests requests;
    private final Execution execution;
    private final Queue<Message<?>> waiting = new ArrayDeque<>(); // only for the shell's thread

    Session(Connection connection, Requests requests, Execution execution) {
        this.connection = connection;
        this.requests = requests;
        this.execution = execution;
    }

    /** @param full what to do when there is no memory left to answer a request with */
    void start(Runnable full) {
        Thread.ofPlatform().name("kernel-control").daemon().start(() -> {
            while (true) {
                guarded(
                        full,
                        () -> serve(connection.control(), connection.control().receive(), false));
            }
        });
        Thread.ofPlatform().name("kernel-shell").start(() -> {
            while (true) {
                guarded(full, () -> serve(connection.shell(), connection.shell().receive(), false));
                while (!waiting.isEmpty()) {
                    guarded(full, () -> serve(connection.shell(), waiting.remove(), true));
                }
            }
        });
    }

    private static void guarded(Runnable full, Runnable work) {
        try {
            work.run();
        } catch (OutOfMemoryError e) {
            full.run();
        } catch (RuntimeException e) {
            // an answer that could not be sent, as a learner's program has interrupted this thread; the next one can be
            Thread.interrupted();
        }
    }

    /** @param aborting whether a cell has failed after this request had come */
    private void serve(Channel channel, Message<?> request, boolean aborting) {
        connection.status(request, PublishStatus.BUSY);
        var type = request.getHeader().getType();
        try {
            if (type.equals(MessageType.EXECUTE_REQUEST)) {
                var reply = aborting ? Reply.aborted(MessageType.EXECUTE_REPLY) : execute(request);
                channel.sendMessage(reply.to(request));
            } else {
                requests.answer(request).ifPresent(reply -> channel.sendMessage(reply.to(request)));
            }
        } catch (RuntimeException
                | Error e) { // a defect of the kernel; the front end is told, and the next request read
            var error = Errors.of(e, List.of("The kernel itself failed: " + e));
            channel.sendMessage(Reply.error(MessageType.EXECUTE_REPLY, error).to(request));
        } finally {
            connection.status(request, PublishStatus.IDLE);
        }
        if (type.equals(MessageType.SHUTDOWN_REQUEST)) {
            Ending.now();
        }
    }

    @SuppressWarnings("unchecked") // the content is of the type's class
    private Reply execute(Message<?> request) {
        var cell = (Message<ExecuteRequest>) request;
        var reply = execution.execute(cell);
        if (reply.failed() && cell.getContent().shouldStopOnError()) {
            var shell = connection.shell();
            for (var next = shell.receive(LOOK_MILLIS); next != null; next = shell.receive(LOOK_MILLIS)) {
                waiting.add(next);
            }
        }
        return reply;
    }
}
