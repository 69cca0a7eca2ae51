package asynclab.kernel.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** What a front end has received, in words, and a clock that stands still. */
final class Screen {
    final List<String> received = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(1_000);
    final Outbox outbox;

    Screen() {
        this(new Limits(1_000, 100_000));
    }

    Screen(Limits limits) {
        outbox = new Outbox(this::take, limits, now::get);
    }

    /** A cell whose messages can be told from those of others. */
    static Cell cell(int number) {
        return new Cell(
                number,
                "",
                new Message<>(
                        new Header<>(Integer.toString(number), MessageType.EXECUTE_REQUEST),
                        new ExecuteRequest("", false, true, Map.of(), true, true)));
    }

    private synchronized void take(Message<?> message) {
        var parent = message.getParentHeader();
        received.add((parent == null ? "0" : parent.getSessionId()) + " " + words(message));
    }

    static String words(Message<?> message) {
        return switch (message.getContent()) {
            case PublishStream stream ->
                (stream.getStreamType() == PublishStream.StreamType.OUT ? "out " : "err ") + stream.getText();
            case PublishDisplayData shown -> "shown " + shown.getData(MIMEType.TEXT_PLAIN);
            case PublishUpdateDisplayData shown -> "changed " + shown.getData(MIMEType.TEXT_PLAIN);
            case Object other -> other.getClass().getSimpleName();
        };
    }

    /** What was received since the last call, after this much time. */
    List<String> after(long millis) {
        pass(millis);
        outbox.sendDue();
        return taken();
    }

    void pass(long millis) {
        now.addAndGet(millis * 1_000_000);
    }

    synchronized boolean isEmpty() {
        return received.isEmpty();
    }

    synchronized List<String> taken() {
        var all = List.copyOf(received);
        received.clear();
        return all;
    }
}
