package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one piece of work on a virtual thread of its own and waits for it no longer than asked.
 *
 * <p>A thread of its own, because no single time-out of the JDK covers the whole of an exchange: that of a request ends
 * at the response's headers, and a name look-up has none and takes no interrupt. A timer that interrupts the caller
 * would need no second thread, but the caller could not tell its interrupt from a stranger's.
 *
 * <p>Safe for any thread. An interrupt of the caller is passed on to the work, and thrown.
 */
final class Watch {
    /** How long work that was interrupted may take to end before it is left alone. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Set<Thread> abandoned = ConcurrentHashMap.newKeySet();

    <T> T within(Duration timeout, String name, Callable<T> work) throws IOException, InterruptedException {
        var result = new FutureTask<>(work);
        var thread = Thread.ofVirtual().name(name).start(result);
        try {
            return result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            end(thread);
            throw new FetchException(Kind.TIMEOUT, name + " took longer than " + timeout, e);
        } catch (InterruptedException e) {
            end(thread);
            throw e;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    /** How many threads were left alone because they took no interrupt, and still run. */
    int abandoned() {
        abandoned.removeIf(thread -> !thread.isAlive());
        return abandoned.size();
    }

    private void end(Thread thread) throws InterruptedException {
        thread.interrupt();
        boolean ended = false;
        try {
            ended = thread.join(GRACE);
        } finally {
            if (!ended) {
                abandoned(); // forgets those that have ended since: a long crawl must not collect them
                abandoned.add(thread);
            }
        }
    }

    /** What the work threw, to be thrown here as if there were no second thread. */
    private static IOException thrown(@Nullable Throwable failure) throws InterruptedException {
        return switch (failure) {
            case IOException e -> e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException("the work threw what it does not declare", failure);
        };
    }
}
