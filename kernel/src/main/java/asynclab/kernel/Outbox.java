package asynclab.kernel;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/**
 * What cells show, on its way to the front end, in the order it was shown. One thread sends it, and nobody interrupts that
 * one: an interrupt of a thread that sends closes the socket.
 */
final class Outbox {
    private sealed interface Item {}

    private record Text(Cell cell, StreamType stream, String text) implements Item {}

    private record Whole(Cell cell, Message<?> message) implements Item {}

    private record Mark(CountDownLatch reached) implements Item {}

    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final JupyterSocket iopub;

    Outbox(JupyterSocket iopub) {
        this.iopub = iopub;
    }

    void start() {
        Thread.ofPlatform().name("kernel-outbox").daemon().start(this::run);
    }

    /** Shows text that the calling thread has printed. */
    void print(Cell cell, StreamType stream, String text) {
        items.add(new Text(cell, stream, text));
    }

    /** Shows something else: a result, display data, an error. */
    void publish(Cell cell, ContentType<?> content) {
        publish(cell, message(cell, content));
    }

    /** Sends a message as it is, in order with what the cell shows. */
    void publish(Cell cell, Message<?> message) {
        items.add(new Whole(cell, message));
    }

    /** Returns when everything that was shown before is sent. Not interruptible. */
    void flush() {
        var reached = new CountDownLatch(1);
        items.add(new Mark(reached));
        boolean interrupted = false;
        while (true) {
            try {
                reached.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var taken = new ArrayList<Item>();
        while (true) {
            try {
                taken.add(items.take());
            } catch (InterruptedException e) {
                continue; // a learner's program found this thread; there is nothing to end
            }
            items.drainTo(taken);
            taken.forEach(this::send);
            taken.clear();
        }
    }

    private void send(Item item) {
        switch (item) {
            case Text text -> iopub.sendMessage(message(text.cell(), new PublishStream(text.stream(), text.text())));
            case Whole whole -> iopub.sendMessage(whole.message());
            case Mark mark -> mark.reached().countDown();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a message's type and its content belong together by construction
    private static Message<?> message(Cell cell, ContentType<?> content) {
        return new Message(cell.parent(), content.getType(), content);
    }
}
