package asynclab.kernel.output;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.shaded.com.google.gson.Gson;

/**
 * What cells show, on its way to the front end, in the order it was shown. Threads of the learner hand it in; one thread
 * of the kernel's sends it, because an interrupt of a thread that sends closes the socket, and learners interrupt.
 *
 * <p>Text is gathered for 20 ms or 8,192 characters, so that a hundred thousand lines are a few hundred messages. Who
 * prints faster than can be sent waits, above 1,048,576 characters; such a wait does not end on an interrupt, but the flag
 * stays set. Safe for any thread.
 */
public final class Outbox {
    private static final long GATHER = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int ENOUGH = 8_192;
    private static final long BEGUN_LINE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_WAITING = 1 << 20;

    private static final Gson GSON = new Gson();

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Mail mail;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition(); // the sender waits for it
    private final Condition progress = lock.newCondition(); // everybody else does

    // Guarded by lock.
    private final Set<CellOutput> busy = new LinkedHashSet<>(); // those with something to send or a line begun
    private int waiting; // characters
    private long since; // when the first of them came
    private boolean urgent;
    private long flushesAsked;
    private long flushesDone; // written by the sender

    /** @param wire sends messages; only called by {@link #start}'s thread */
    public Outbox(Wire wire) {
        this(wire, Limits.of(System.getenv()), System::nanoTime);
    }

    Outbox(Wire wire, Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.mail = new Mail(wire, limits, nanoTime);
    }

    /** What carries messages to the front end. */
    @FunctionalInterface
    public interface Wire {
        /** Sends it. */
        void send(Message<?> message);
    }

    /** Begins to send, on a thread of its own, for as long as the JVM lives. */
    public void start() {
        Thread.ofPlatform()
                .name("kernel-outbox")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(this::run);
    }

    /** Shows text that the calling thread has printed. */
    public void print(Cell cell, StreamType stream, String text) {
        if (text.isEmpty()) {
            return;
        }
        handIn(cell, output -> output.print(Thread.currentThread(), stream, text, nanoTime.getAsLong(), limits));
    }

    /** Shows the line that the calling thread has begun, without waiting for its end. */
    public void show(Cell cell) {
        handIn(cell, output -> output.show(Thread.currentThread(), limits));
    }

    /** Shows something else below all that the cell has printed: a result, display data, an error. */
    public void publish(Cell cell, ContentType<?> content) {
        var parcel = new Parcel.Content(content, size(content));
        handIn(cell, output -> output.publish(parcel, limits));
    }

    /** Sends a message as it is, in order with what the cell shows. */
    public void publish(Cell cell, Message<?> message) {
        var parcel = new Parcel.Whole(message, size(message.getContent()));
        handIn(cell, output -> output.publish(parcel, limits));
    }

    /** Roughly; measured here and not under the lock, as it is written out for that. */
    private static int size(Object content) {
        return Math.min(MOST_WAITING, GSON.toJson(content).length());
    }

    /** Returns when everything that was shown before is sent, lines that have not ended too. Not interruptible. */
    public void flush() {
        lock.lock();
        try {
            long mine = ++flushesAsked;
            urgent = true;
            work.signal();
            while (flushesDone < mine) {
                progress.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private interface Change {
        void of(CellOutput output);
    }

    private void handIn(Cell cell, Change change) {
        lock.lock();
        try {
            while (waiting > MOST_WAITING) {
                progress.awaitUninterruptibly();
            }
            var output = cell.latest().output();
            int before = waiting;
            boolean noneBegun = output.oldest() == null;
            waiting -= output.size();
            change.of(output);
            waiting += output.size();
            if (output.size() > 0 || output.oldest() != null) {
                busy.add(output);
            }
            boolean someNow = before == 0 && waiting > 0;
            if (someNow) {
                since = nanoTime.getAsLong();
            }
            // Not for every line: waking the sender costs more than the line.
            if (someNow || (noneBegun && output.oldest() != null) || (before < ENOUGH && waiting >= ENOUGH)) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            try {
                awaitDue();
                send();
            } catch (InterruptedException e) {
                // a learner's program found this thread; there is nothing to end
            } catch (RuntimeException | Error e) {
                // out of memory, say: a message is lost, the next ones must not be
            }
        }
    }

    private void awaitDue() throws InterruptedException {
        lock.lock();
        try {
            for (long pause = pause(); pause > 0; pause = pause()) {
                work.awaitNanos(pause);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is due at this moment, if anything is. */
    void sendDue() {
        lock.lock();
        try {
            if (pause() > 0) {
                return;
            }
        } finally {
            lock.unlock();
        }
        send();
    }

    private void send() {
        long flushes;
        var letters = new ArrayList<Mail.Letter>();
        lock.lock();
        try {
            flushes = flushesAsked;
            collect(letters);
        } finally {
            lock.unlock();
        }
        try {
            mail.send(letters, flushes > flushesDone);
        } finally {
            lock.lock();
            try {
                letters.forEach(letter -> waiting -= letter.parcel().size());
                flushesDone = flushes;
                progress.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** How long the sender may sleep, in nanoseconds. Under lock. */
    private long pause() {
        long now = nanoTime.getAsLong();
        if (urgent || waiting >= ENOUGH) {
            return 0;
        }
        long pause = Math.min(mail.pause(now), waiting > 0 ? GATHER - (now - since) : Long.MAX_VALUE);
        for (var output : busy) {
            var oldest = output.oldest();
            if (oldest != null) {
                pause = Math.min(pause, BEGUN_LINE - (now - oldest));
            }
        }
        return pause;
    }

    /** Under lock. */
    private void collect(List<Mail.Letter> letters) {
        long now = nanoTime.getAsLong();
        for (var output : busy) {
            waiting -= output.size();
            if (urgent) {
                output.showAll(limits);
            } else {
                output.showOlder(now - BEGUN_LINE, limits);
            }
            waiting += output.size();
            output.take().forEach(parcel -> letters.add(new Mail.Letter(output.cell(), parcel)));
        }
        busy.removeIf(output -> output.oldest() == null);
        urgent = false;
    }
}
