package asynclab.data;

import asynclab.data.AsyncDatabase.Use;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Platform threads on which native code may stay as long as it likes, one for each connection. Safe for any thread. */
final class DatabaseThreads implements AutoCloseable {
    /** Whose thread this is, if it is one; each thread belongs to one for its whole life. */
    private static final ThreadLocal<@Nullable DatabaseThreads> OWNER = new ThreadLocal<>();

    private static final long AGAIN = 10_000_000; // nanoseconds between two tries to stop a statement

    private final ExecutorService threads;

    DatabaseThreads(int count) {
        threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("database ", 1).factory());
    }

    /** Does the work on one of the threads, with a connection of its own, and waits for it. */
    <T extends @Nullable Object> T call(DataSource pool, Use<T> use) throws Exception {
        if (OWNER.get() == this) { // it would wait for a thread while it has one: with all of them, for ever
            throw new IllegalStateException(
                    "a call to the database inside withConnection or inTransaction. Use the connection given there");
        }
        var job = new Job<T>(pool, use);
        try {
            threads.execute(() -> {
                OWNER.set(this);
                job.run();
            });
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the database is closed. Use it inside the try block that opened it", e);
        }
        return job.result();
    }

    @Override
    public void close() {
        threads.close();
    }

    /** One piece of work, between the thread that wants it and the thread that does it. */
    private static final class Job<T extends @Nullable Object> implements Runnable {
        private final DataSource pool;
        private final Use<T> use;
        private final CompletableFuture<T> done = new CompletableFuture<>();

        private boolean cancelled; // guarded by this
        private @Nullable Connection working; // guarded by this: where the statement runs that cancel() stops
        private @Nullable Thread worker; // guarded by this

        Job(DataSource pool, Use<T> use) {
            this.pool = pool;
            this.use = use;
        }

        @Override
        public void run() {
            T result;
            try (var connection = pool.getConnection()) {
                if (!begins(connection)) {
                    throw new InterruptedException("cancelled before it began");
                }
                try {
                    result = use.with(connection);
                } finally {
                    ends();
                }
            } catch (Throwable t) {
                done.completeExceptionally(t);
                return;
            }
            done.complete(result); // when the connection is back: who got a result can count on it
        }

        T result() throws Exception {
            try {
                return done.get();
            } catch (InterruptedException e) {
                stop(); // and not before it has stopped: or it would go on unseen
                if (done.isCompletedExceptionally() && !(done.exceptionNow() instanceof InterruptedException)) {
                    e.addSuppressed(done.exceptionNow());
                }
                throw e;
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case Exception failure -> throw failure;
                    case Error error -> throw error;
                    case null, default -> throw e;
                }
            }
        }

        /** Cancels until it has ended: once is not enough, as it may fall between two statements, or before the first. */
        private void stop() throws SQLException {
            boolean interrupted = false;
            while (!done.isDone()) {
                cancel();
                LockSupport.parkNanos(this, AGAIN);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized boolean begins(Connection connection) {
            working = connection;
            worker = Thread.currentThread();
            return !cancelled;
        }

        private synchronized void ends() {
            working = null;
            worker = null;
            Thread.interrupted(); // one of ours, that came too late to stop anything, is not for the thread's next job
        }

        private synchronized void cancel() throws SQLException {
            cancelled = true;
            if (working != null && worker != null) {
                worker.interrupt(); // for work that waits
                working.unwrap(SQLiteConnection.class).getDatabase().interrupt(); // for work in native code
            }
        }
    }
}
