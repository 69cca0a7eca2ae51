package asynclab.kernel.stop;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of one cell after the other and interrupts it when asked to. An interrupt holds for the cell that runs when
 * it comes: also while the cell is being compiled, or between two of its statements; never for the next one. Code that has
 * taken note of it, by catching the {@code InterruptedException} or clearing the thread's mark, goes on as long as it has
 * time to; code that has not is not followed by the cell's next statement. Safe for any thread.
 */
public final class Interrupts {
    private static final long STEP_MILLIS = 10;

    /** How long a thread that was left behind is ended if it comes back to the cell's code. */
    private static final long REMEMBERED_SECONDS = 10;

    private final MainThread main;
    private final Threads others;

    // Started now: when it is needed there may be no memory, or too many threads.
    private final ScheduledThreadPoolExecutor stopper = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform()
                    .name("kernel-stop")
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .factory());

    private @Nullable Thread shell; // that begins the cells; guarded by this, like all below
    private boolean open; // a cell runs
    private boolean inCode; // its code runs on the main thread
    private boolean refused; // no more code of it is to start
    private boolean marked; // its last code has interrupted the thread that it was on
    private @Nullable Interruption interruption;
    private boolean over;
    private Optional<Throwable> failure = Optional.empty(); // of its code

    /** The threads beside the main one that work for the cell which runs. Safe for any thread. */
    public interface Threads {
        /** A cell is about to begin. */
        void begin();

        /** Those that do something now. */
        Collection<Thread> running();

        /** Whether the calling thread is one of them. */
        boolean includes(Thread calling);
    }

    /** @param loader the context class loader of the cells' code */
    public Interrupts(ClassLoader loader, Threads others) {
        main = new MainThread(loader);
        this.others = others;
        stopper.prestartAllCoreThreads();
    }

    /** A cell begins. */
    public synchronized void begin() {
        others.begin();
        shell = Thread.currentThread();
        open = true;
        refused = false;
        marked = false;
        interruption = null;
        over = false;
        failure = Optional.empty();
    }

    /** The cell has ended, or only waits for its interrupt to be done. Returns what came of that, if there was one. */
    public synchronized Optional<Report> end() {
        open = false;
        var last = interruption;
        if (last == null) {
            return Optional.empty();
        }
        while (!over) {
            try {
                wait();
            } catch (InterruptedException e) {
                // a learner's program found this thread, which has to go on
            }
        }
        interruption = null;
        return Optional.of(last.report(failure));
    }

    /**
     * Stops the cell that runs; without one, nothing. Does not wait for it. A second interrupt ends at once what has not
     * reacted to the first.
     */
    public synchronized void interrupt() {
        if (!open) {
            return;
        }
        if (interruption != null) {
            interruption.hurry();
            return;
        }
        refused = !inCode;
        interruption = new Interruption(new RunningCell(), System::nanoTime);
        stopper.execute(this::step);
    }

    /**
     * Stops the cell that runs, at once, as the heap is full.
     *
     * @return whether one runs
     */
    public synchronized boolean stopAsFull() {
        interrupt();
        if (interruption != null) {
            interruption.hurryAsFull();
        }
        return open;
    }

    /** Returns what ended the code of the last cell, as it was thrown; nothing if it ended well. */
    public synchronized Optional<Throwable> failure() {
        return failure;
    }

    /**
     * Runs code of the cell on the main thread, or, if it is called from there, at once.
     *
     * @throws CellStopped if the cell was interrupted
     * @throws Exception what the code throws, an {@link InvocationTargetException} if it is the learner's
     */
    public @Nullable Object call(Callable<@Nullable Object> code) throws Exception {
        if (main.isCurrent() || isOfAnother(Thread.currentThread())) {
            return code.call();
        }
        check();
        return main.call(() -> {
            enter();
            try {
                return code.call();
            } catch (InvocationTargetException e) {
                failed(e);
                throw e;
            } finally {
                leave();
            }
        });
    }

    /** A task that has code run goes on running it: the main thread may be waiting for the task. */
    private synchronized boolean isOfAnother(Thread calling) {
        return shell != null && !calling.equals(shell);
    }

    /**
     * To be called before each statement.
     *
     * @throws CellStopped if the cell was interrupted and is not to go on
     */
    public synchronized void check() {
        if (refused || (interruption != null && interruption.isStopping())) {
            throw new CellStopped();
        }
    }

    private synchronized void enter() {
        check();
        inCode = true;
        if (marked) {
            Thread.currentThread().interrupt(); // the cell's statements are one program: the mark stays
        }
    }

    private synchronized void failed(InvocationTargetException by) {
        failure = Optional.ofNullable(by.getCause());
    }

    private synchronized void leave() {
        if (main.isCurrent()) {
            inCode = false;
            marked = Thread.interrupted();
            refused |= marked && interruption != null;
        }
    }

    private synchronized void step() {
        var running = interruption;
        if (running == null) {
            return;
        }
        if (!stepped(running)) {
            var _ = stopper.schedule(this::step, STEP_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        refused = true;
        if (inCode) {
            inCode = false;
            main.giveUp();
        }
        var _ = stopper.schedule(running::forget, REMEMBERED_SECONDS, TimeUnit.SECONDS);
        over = true;
        notifyAll();
    }

    /** A step that fails, for lack of memory as a rule, is made again: someone waits for the last one. */
    private static boolean stepped(Interruption running) {
        try {
            return running.step();
        } catch (IllegalStateException | OutOfMemoryError e) {
            return false;
        }
    }

    /** Ends the threads of the kernel's own that this has started. */
    public void close() {
        stopper.shutdownNow();
        main.close();
    }

    /** What an interruption acts on; only while the lock is held, but for {@link #owns}. */
    private final class RunningCell implements Interruption.Target {
        @Override
        public Collection<Thread> threads() {
            var threads = new ArrayList<>(others.running());
            var thread = main.thread();
            threads.remove(thread);
            if (inCode && thread != null) {
                threads.addFirst(thread);
            }
            return threads;
        }

        @Override
        public boolean owns(Thread calling) {
            return calling.equals(main.thread()) || others.includes(calling);
        }

        @Override
        public boolean isOver() {
            return refused || !open;
        }
    }
}
