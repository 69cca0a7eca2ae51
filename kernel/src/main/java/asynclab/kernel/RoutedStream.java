package asynclab.kernel;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/** System.out or System.err of a kernel: what a thread prints appears under the thread's cell. */
final class RoutedStream extends OutputStream {
    private final Cells cells;
    private final Outbox outbox;
    private final StreamType stream;

    private RoutedStream(Cells cells, Outbox outbox, StreamType stream) {
        this.cells = cells;
        this.outbox = outbox;
        this.stream = stream;
    }

    static PrintStream of(Cells cells, Outbox outbox, StreamType stream) {
        return new PrintStream(new RoutedStream(cells, outbox, stream), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        outbox.print(cells.mine(), stream, new String(bytes, from, length, StandardCharsets.UTF_8));
    }
}
