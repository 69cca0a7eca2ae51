package asynclab.kernel.output;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * What one cell shows and has not been sent yet, in order. Lines of different threads never mix: a line waits until its
 * thread has ended it. One that waits too long, a prompt say, is shown as far as it is, and if another thread's line
 * comes before the rest of it, that one begins on a line of its own.
 *
 * <p>Not safe for threads: guarded by the outbox's lock.
 */
final class CellOutput {
    /** Characters without a line end that are shown without waiting for one. */
    private static final int LONG_LINE = 8_192;

    /** A line that a thread has begun and not ended. */
    private record Begun(StreamType stream, StringBuilder text, long since) {}

    private final Cell cell;
    private final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
    private final Map<Thread, Begun> begun = new LinkedHashMap<>(); // the oldest first
    private final Map<StreamType, Thread> unended =
            new EnumMap<>(StreamType.class); // whose line is on the screen in part
    private int size; // of the parcels
    private long lines; // shown so far
    private long characters;
    private boolean full;

    CellOutput(Cell cell) {
        this.cell = cell;
    }

    Cell cell() {
        return cell;
    }

    /** Adds what a thread has printed at that time. */
    void print(Thread writer, StreamType stream, String text, long now, Limits limits) {
        var mine = begun.get(writer);
        if (mine != null && mine.stream() != stream) {
            show(writer, limits); // what one thread says keeps its order, also across the two streams
            mine = null;
        }
        int end = text.lastIndexOf('\n') + 1;
        if (end > 0) {
            begun.remove(writer);
            show(writer, stream, mine == null ? text.substring(0, end) : mine.text() + text.substring(0, end), limits);
            mine = null;
        }
        if (end < text.length()) {
            if (mine == null) {
                mine = new Begun(stream, new StringBuilder(), now);
                begun.put(writer, mine);
            }
            mine.text().append(text, end, text.length());
            if (mine.text().length() > LONG_LINE) {
                show(writer, limits);
            }
        }
    }

    /** Adds something that is not text, below all that was printed before. */
    void publish(Parcel content, Limits limits) {
        showAll(limits);
        add(content);
    }

    /** Shows the line that the thread has begun, if there is one. */
    void show(Thread writer, Limits limits) {
        var line = begun.remove(writer);
        if (line != null) {
            show(writer, line.stream(), line.text().toString(), limits);
        }
    }

    /** Shows every line that was begun. */
    void showAll(Limits limits) {
        List.copyOf(begun.keySet()).forEach(writer -> show(writer, limits));
    }

    /** Shows the lines that were begun at that time or before. */
    void showOlder(long time, Limits limits) {
        var old = new ArrayList<Thread>();
        begun.forEach((writer, line) -> {
            if (line.since() - time <= 0) {
                old.add(writer);
            }
        });
        old.forEach(writer -> show(writer, limits));
    }

    /** When the oldest of the begun lines was begun; null if there is none. */
    @Nullable
    Long oldest() {
        return begun.isEmpty() ? null : begun.values().iterator().next().since();
    }

    int size() {
        return size;
    }

    /** Gives away what is to be sent. */
    List<Parcel> take() {
        var taken = List.copyOf(parcels);
        parcels.clear();
        size = 0;
        return taken;
    }

    private void show(Thread writer, StreamType stream, String text, Limits limits) {
        var other = unended.get(stream);
        boolean ends = text.endsWith("\n");
        if (ends) {
            unended.remove(stream);
        } else {
            unended.put(stream, writer);
        }
        append(stream, other == null || other.equals(writer) ? text : "\n" + text, limits);
    }

    private void append(StreamType stream, String text, Limits limits) {
        int fits = full ? 0 : limits.fitting(text, lines, characters);
        if (fits > 0) {
            lines += Limits.lines(text, fits);
            characters += fits;
            add(stream, text, fits);
        }
        if (fits < text.length()) {
            full = true;
            addRest(text.substring(fits));
        }
    }

    private void add(StreamType stream, String text, int length) {
        if (parcels.peekLast() instanceof Parcel.Text last && last.stream() == stream) {
            last.text().append(text, 0, length);
            size += length;
        } else {
            add(new Parcel.Text(stream, new StringBuilder(text.substring(0, length))));
        }
    }

    private void addRest(String text) {
        if (parcels.peekLast() instanceof Parcel.Rest last) {
            last.text().append(text);
            size += text.length();
        } else {
            add(new Parcel.Rest(new StringBuilder(text)));
        }
    }

    private void add(Parcel parcel) {
        parcels.add(parcel);
        size += parcel.size();
    }
}
