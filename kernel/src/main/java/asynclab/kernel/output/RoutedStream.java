package asynclab.kernel.output;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * System.out or System.err of a kernel: what a thread prints appears under the thread's cell. Each call is one piece of
 * text, without the detour by bytes and without the lock that {@link PrintStream} holds while it writes: a task that waits
 * for the screen must not keep the others from printing elsewhere.
 *
 * <p>A line ends with {@code \n} on every system, as front ends want it. Closing it only shows what was begun: it is
 * every cell's.
 */
public final class RoutedStream extends PrintStream {
    private static final byte[] NONE = {};

    private final Cells cells;
    private final Outbox outbox;
    private final StreamType stream;

    /** The first bytes of a character whose last ones are in the thread's next call. */
    private final ThreadLocal<byte[]> cut = ThreadLocal.withInitial(() -> NONE);

    /** A stream that shows text. */
    public RoutedStream(Cells cells, Outbox outbox, StreamType stream) {
        super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        this.cells = cells;
        this.outbox = outbox;
        this.stream = stream;
    }

    private void show(String text) {
        outbox.print(cells.mine(), stream, text);
    }

    private void showLine(String text) {
        show(text.concat("\n"));
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        var before = cut.get();
        var all = Arrays.copyOf(before, before.length + length);
        System.arraycopy(bytes, from, all, before.length, length);
        int whole = Utf8.whole(all);
        if (whole < all.length) {
            cut.set(Arrays.copyOfRange(all, whole, all.length));
        } else if (before.length > 0) {
            cut.remove();
        }
        show(new String(all, 0, whole, StandardCharsets.UTF_8));
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void writeBytes(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void flush() {
        outbox.show(cells.mine());
    }

    @Override
    public void close() {
        flush();
    }

    @Override
    public boolean checkError() {
        flush();
        return false;
    }

    @Override
    public void print(boolean value) {
        show(String.valueOf(value));
    }

    @Override
    public void print(char value) {
        show(String.valueOf(value));
    }

    @Override
    public void print(int value) {
        show(String.valueOf(value));
    }

    @Override
    public void print(long value) {
        show(String.valueOf(value));
    }

    @Override
    public void print(float value) {
        show(String.valueOf(value));
    }

    @Override
    public void print(double value) {
        show(String.valueOf(value));
    }

    @Override
    public void print(char[] value) {
        show(String.valueOf(value));
    }

    @Override
    public void print(@Nullable String value) {
        show(String.valueOf(value));
    }

    @Override
    public void print(@Nullable Object value) {
        show(String.valueOf(value));
    }

    @Override
    public void println() {
        show("\n");
    }

    @Override
    public void println(boolean value) {
        showLine(String.valueOf(value));
    }

    @Override
    public void println(char value) {
        showLine(String.valueOf(value));
    }

    @Override
    public void println(int value) {
        showLine(String.valueOf(value));
    }

    @Override
    public void println(long value) {
        showLine(String.valueOf(value));
    }

    @Override
    public void println(float value) {
        showLine(String.valueOf(value));
    }

    @Override
    public void println(double value) {
        showLine(String.valueOf(value));
    }

    @Override
    public void println(char[] value) {
        showLine(String.valueOf(value));
    }

    @Override
    public void println(@Nullable String value) {
        showLine(String.valueOf(value));
    }

    @Override
    public void println(@Nullable Object value) {
        showLine(String.valueOf(value));
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // nor is the method that it overrides
    public PrintStream format(String format, @Nullable Object... values) {
        show(String.format(format, values)); // %n gives the system's line end, which front ends take too
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // nor is the method that it overrides
    public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... values) {
        show(String.format(locale, format, values));
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence text) {
        show(String.valueOf(text));
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence text, int from, int to) {
        show(String.valueOf(text).substring(from, to));
        return this;
    }

    @Override
    public PrintStream append(char one) {
        show(String.valueOf(one));
        return this;
    }
}
