package asynclab.crawl;

import asynclab.data.AsyncDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The work of many threads on a database in few transactions: what comes while one is being committed goes together into the
 * next. A commit costs as much as many rows do.
 *
 * <p>Safe for any thread. Whoever calls waits until its work is committed; an interrupt is seen after that. If one piece of
 * work fails, nothing that went with it is kept, and all who waited for it are told.
 */
final class GroupCommit {
    private record Job(AsyncDatabase.Use<?> work, CompletableFuture<Void> committed) {}

    private final AsyncDatabase database;
    private final Queue<Job> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean committing = new AtomicBoolean(); // whether a thread does, and will see what is added

    GroupCommit(AsyncDatabase database) {
        this.database = database;
    }

    /** Does it in a transaction. */
    void run(AsyncDatabase.Use<?> work) throws IOException {
        var job = new Job(work, new CompletableFuture<>());
        waiting.add(job);
        if (committing.compareAndSet(false, true)) {
            // A thread of its own: nobody interrupts it, and none of the callers works for the others all day.
            Thread.ofVirtual().name("frontier-commit").start(this::commitAll);
        }
        try {
            job.committed().join();
        } catch (CompletionException e) {
            throw thrown(e.getCause());
        }
    }

    private void commitAll() {
        do {
            for (var jobs = taken(); !jobs.isEmpty(); jobs = taken()) {
                commit(jobs);
            }
            committing.set(false);
        } while (!waiting.isEmpty() && committing.compareAndSet(false, true)); // one may have come in between
    }

    private void commit(List<Job> jobs) {
        try {
            database.inTransaction(connection -> {
                for (var job : jobs) {
                    job.work().with(connection);
                }
                return 0;
            });
            jobs.forEach(job -> job.committed().complete(null));
        } catch (Throwable failure) { // whatever it is, those who wait must not wait for ever
            jobs.forEach(job -> job.committed().completeExceptionally(failure));
        }
    }

    private static IOException thrown(@Nullable Throwable failure) {
        return switch (failure) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null -> new IOException("the frontier cannot be read or written");
            default -> new IOException("the frontier cannot be read or written: " + failure.getMessage(), failure);
        };
    }

    private List<Job> taken() {
        var jobs = new ArrayList<Job>();
        for (var job = waiting.poll(); job != null; job = waiting.poll()) {
            jobs.add(job);
        }
        return jobs;
    }
}
