package asynclab.notebook;

import asynclab.Picture;
import asynclab.internal.Screen;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Draws under the cell. Everything is sent by one thread that nobody interrupts: an interrupt of a thread that sends
 * closes the kernel's socket, so the learner's threads, which lessons interrupt on purpose, must never send themselves.
 *
 * <p>A picture belongs to the cell that ran when it was first shown, also when it changes after that cell has ended.
 */
final class NotebookScreen implements Screen {
    /** Ten updates a second are smooth to the eye; more only fill the browser's queue. */
    private static final long PAUSE_MILLIS = 100;

    /** What carries pictures to the front end; called by the sender thread only, apart from {@link #cell}. */
    interface Wire<C extends @Nullable Object> {
        /** The cell that runs now, or ran last. Called by the thread that shows. */
        C cell();

        /** Sends display data, with a display id if it will be updated. */
        void display(C cell, Picture picture, @Nullable String id);

        /** Sends update_display_data for an earlier display id. */
        void update(C cell, Picture picture, String id);
    }

    private final Sender<?> sender;

    /** @param thread runs what it is given one after the other */
    NotebookScreen(Wire<?> wire, Executor thread) {
        this(wire, thread, CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, thread));
    }

    /** @param afterPause the same thread, after a pause; by hand in tests */
    NotebookScreen(Wire<?> wire, Executor thread, Executor afterPause) {
        this.sender = new Sender<>(wire, thread, afterPause);
    }

    @Override
    public void show(Picture picture) {
        sender.show(picture, null);
    }

    @Override
    public Live live(Picture first) {
        return sender.live(first);
    }

    private record Sender<C extends @Nullable Object>(Wire<C> wire, Executor thread, Executor afterPause) {
        /** Returns when it is sent: what the caller prints next must come below it. */
        void show(Picture picture, @Nullable String id) {
            var cell = wire.cell();
            await(() -> wire.display(cell, picture, id));
        }

        Live live(Picture first) {
            var cell = wire.cell();
            var id = UUID.randomUUID().toString();
            await(() -> wire.display(cell, first, id));
            return new LiveView<>(this, cell, id);
        }

        private void await(Runnable send) {
            // join is not interruptible and keeps the flag: an interrupted task still shows its last picture whole.
            CompletableFuture.runAsync(send, thread).join();
        }
    }

    private static final class LiveView<C extends @Nullable Object> implements Live {
        private final Sender<C> sender;
        private final C cell;
        private final String id;
        private @Nullable Picture pending; // guarded by this
        private boolean pausing; // guarded by this: the sender has sent less than a pause ago, and will look again
        private boolean ended; // guarded by this

        LiveView(Sender<C> sender, C cell, String id) {
            this.sender = sender;
            this.cell = cell;
            this.id = id;
        }

        @Override
        public synchronized void update(Picture picture) {
            if (ended) {
                return;
            }
            pending = picture;
            if (!pausing) {
                pausing = true;
                sender.thread.execute(this::sendPending);
            }
        }

        private void sendPending() {
            Picture picture;
            synchronized (this) {
                picture = pending;
                pending = null;
                pausing = picture != null;
            }
            if (picture != null) {
                sender.wire.update(cell, picture, id);
                sender.afterPause.execute(this::sendPending);
            }
        }

        @Override
        public void end(Picture last) {
            synchronized (this) {
                if (ended) {
                    return;
                }
                ended = true;
                pending = null;
            }
            sender.await(() -> sender.wire.update(cell, last, id));
        }
    }
}
