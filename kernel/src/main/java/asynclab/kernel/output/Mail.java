package asynclab.kernel.output;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/** Sends what is ready to be sent: as messages, no faster than a server takes them, or into files. For one thread. */
final class Mail {
    /** How often a note about a file is brought up to date. */
    private static final long NOTE = TimeUnit.MILLISECONDS.toNanos(500);

    /** Bytes of a note: more than one has. */
    private static final int NOTE_BYTES = 1_000;

    /** Something a cell shows. */
    record Letter(Cell cell, Parcel parcel) {}

    private final Outbox.Wire wire;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Pace pace = new Pace();
    private final Map<Cell, RestFile> files = new HashMap<>();
    private final Set<Cell> changed = new LinkedHashSet<>(); // those whose note is not up to date
    private long lastNote;

    Mail(Outbox.Wire wire, Limits limits, LongSupplier nanoTime) {
        this.wire = wire;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.lastNote = nanoTime.getAsLong() - NOTE;
    }

    /**
     * Sends them all.
     *
     * @param upToDate whether notes about files are to be up to date afterwards
     */
    void send(List<Letter> letters, boolean upToDate) {
        letters.forEach(this::deliver);
        long now = nanoTime.getAsLong();
        if (!changed.isEmpty() && (upToDate || pause(now) <= 0)) {
            lastNote = now;
            changed.forEach(cell -> {
                var file = files.get(cell);
                if (file != null) {
                    send(cell, new PublishUpdateDisplayData(Quiet.note(file.note(), file.id())), NOTE_BYTES);
                }
            });
            changed.clear();
        }
    }

    /** For how long there is nothing to do without new letters, in nanoseconds. */
    long pause(long now) {
        return changed.isEmpty() ? Long.MAX_VALUE : NOTE - (now - lastNote);
    }

    private void deliver(Letter letter) {
        var cell = letter.cell();
        switch (letter.parcel()) {
            case Parcel.Text text ->
                send(cell, new PublishStream(text.stream(), text.text().toString()), Pace.bytes(text.text()));
            case Parcel.Content content -> send(cell, content.content(), content.size());
            case Parcel.Whole whole -> send(whole.message(), whole.size());
            case Parcel.Rest rest -> {
                var file = files.get(cell);
                if (file == null) {
                    file = new RestFile(cell, UUID.randomUUID().toString(), limits);
                    files.put(cell, file);
                    file.add(rest.text().toString());
                    send(cell, new PublishDisplayData(Quiet.note(file.note(), file.id())), NOTE_BYTES);
                } else {
                    file.add(rest.text().toString());
                    changed.add(cell);
                }
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a message's type and its content belong together by construction
    private void send(Cell cell, ContentType<?> content, long bytes) {
        send(new Message(cell.latest().parent(), content.getType(), content), bytes);
    }

    private void send(Message<?> message, long bytes) {
        for (long pause = pace.pause(bytes, nanoTime.getAsLong());
                pause > 0;
                pause = pace.pause(bytes, nanoTime.getAsLong())) {
            Thread.interrupted(); // by a learner's program that found this thread; it would keep it from pausing
            LockSupport.parkNanos(this, pause);
        }
        pace.sent(bytes, nanoTime.getAsLong());
        try {
            wire.send(message);
        } catch (RuntimeException | OutOfMemoryError e) {
            // this message is lost, the next ones must not be
        }
    }
}
