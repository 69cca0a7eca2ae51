package asynclab.kernel;

import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Cells;
import asynclab.kernel.output.Outbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;

/**
 * System.in of a kernel: asks the learner for a line whenever a program wants one. A thread of the kernel's own talks to
 * the front end; the one that reads only waits, and ends with an {@link InterruptedIOException} when it is interrupted.
 */
final class Prompt extends InputStream {
    /** How soon a prompt that nobody waits for any more makes room for the next one. */
    private static final int LOOK_MILLIS = 100;

    private static final byte[] NONE = {};

    private final Channel stdin;
    private final Cells cells;
    private final Outbox outbox;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("kernel-stdin").daemon().unstarted(work));
    private volatile boolean allowed; // set by the shell's thread for each cell, read by those of cells
    private byte[] line = NONE; // guarded by this
    private int next; // guarded by this

    Prompt(Channel stdin, Cells cells, Outbox outbox) {
        this.stdin = stdin;
        this.cells = cells;
        this.outbox = outbox;
    }

    /** Says whether the front end of the cell that begins can ask a person. Otherwise there is nothing to read. */
    void allow(boolean asked) {
        allowed = asked;
    }

    @Override
    public synchronized int available() {
        return line.length - next;
    }

    @Override
    public synchronized int read() throws IOException {
        if (next == line.length) {
            line = ask();
            next = 0;
        }
        return line.length == 0 ? -1 : line[next++] & 0xff;
    }

    /** Returns what is left of the line, and not more: the next one is only asked for when a program wants it. */
    @Override
    public synchronized int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int first = read();
        if (first < 0) {
            return -1;
        }
        into[from] = (byte) first;
        int more = Math.min(length - 1, available());
        System.arraycopy(line, next, into, from + 1, more);
        next += more;
        return 1 + more;
    }

    private byte[] ask() throws IOException {
        if (!allowed) {
            return NONE;
        }
        outbox.flush(); // the question that the program has printed comes first
        var cell = cells.mine();
        var answer = new CompletableFuture<String>();
        asking.execute(() -> talk(cell, answer));
        try {
            return (answer.get() + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for input");
        } catch (ExecutionException | CancellationException e) {
            throw new IOException("the front end did not answer", e);
        }
    }

    private void talk(Cell cell, CompletableFuture<String> answer) {
        while (stdin.receive(0) != null) {
            // an answer to a prompt that was given up
        }
        stdin.sendMessage(new Message<>(cell.parent(), InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
        while (!answer.isDone()) {
            var reply = stdin.receive(LOOK_MILLIS);
            if (reply != null && reply.getContent() instanceof InputReply said) {
                answer.complete(said.getValue());
            }
        }
    }
}
