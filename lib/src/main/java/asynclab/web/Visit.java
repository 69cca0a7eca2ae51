package asynclab.web;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One request while it is being answered: the entry of the access log that is still being written.
 *
 * <p>Its end is noted before the last byte of the answer goes out. Noted after it, a client that sends one request at
 * a time could be back with the next while this one still counts as in flight, and the log would say it had sent two
 * at once.
 */
final class Visit {
    private final Recorder recorder;
    private final AccessLog.Entry begun;

    // guarded by this: written by the thread that answers, read by whoever asks the log
    private boolean ended;
    private long endNanos;
    private long bytes;
    private boolean gone;
    private OptionalInt status = OptionalInt.empty();
    private Optional<Fault> fault = Optional.empty();
    private Optional<Duration> retryAfter = Optional.empty();

    Visit(Recorder recorder, AccessLog.Entry begun) {
        this.recorder = recorder;
        this.begun = begun;
    }

    long number() {
        return begun.number();
    }

    /** The answer is known; nothing of it has been sent. */
    synchronized void answering(Answer answer) {
        status = answer.status();
        fault = answer.fault();
        retryAfter = answer.retryAfter();
    }

    /** About to send {@code count} more bytes of the body. */
    synchronized void sending(int count) {
        bytes += count;
    }

    /** A write failed: nobody is there to read the answer. */
    synchronized void clientGone() {
        gone = true;
    }

    /** The request is over. Only the first call counts. */
    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            endNanos = recorder.endOne();
        }
    }

    synchronized AccessLog.Entry entry() {
        return new AccessLog.Entry(
                begun.number(),
                begun.start(),
                ended ? Optional.of(recorder.instant(endNanos)) : Optional.empty(),
                begun.inFlight(),
                begun.method(),
                begun.path(),
                status,
                bytes,
                begun.userAgent(),
                begun.connection(),
                begun.reused(),
                fault,
                retryAfter,
                gone);
    }
}
