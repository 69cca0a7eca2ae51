package asynclab;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a task ended, or that it has not. */
sealed interface Outcome<T extends @Nullable Object> {
    /** It returned. */
    record Value<T extends @Nullable Object>(T value) implements Outcome<T> {
        @Override
        public Task.State state() {
            return Task.State.SUCCEEDED;
        }
    }

    /** It did not return; the failure is empty if it still runs or was never started. */
    record NoValue<T extends @Nullable Object>(Task.State state, Optional<Throwable> failure) implements Outcome<T> {}

    Task.State state();

    static <T extends @Nullable Object> Outcome<T> running() {
        return new NoValue<>(Task.State.RUNNING, Optional.empty());
    }

    static <T extends @Nullable Object> Outcome<T> neverStarted() {
        return new NoValue<>(Task.State.CANCELLED, Optional.empty());
    }

    /** It threw. A failure of its own is no cancellation even if both come together, or a failure would be lost. */
    static <T extends @Nullable Object> Outcome<T> threw(Throwable failure, boolean askedToStop) {
        var state = askedToStop && comesFromInterrupt(failure) ? Task.State.CANCELLED : Task.State.FAILED;
        return new NoValue<>(state, Optional.of(failure));
    }

    /** An interrupt shows as one of these, itself or wrapped; the last is how the JDK's sockets say it. */
    static boolean comesFromInterrupt(Throwable failure) {
        int depth = 0; // a cause may lead back to itself
        for (var t = failure; t != null && depth++ < 32; t = t.getCause()) {
            if (t instanceof InterruptedException
                    || t instanceof ClosedByInterruptException
                    || (t instanceof InterruptedIOException && !(t instanceof SocketTimeoutException))
                    || (t instanceof SocketException && "Closed by interrupt".equals(t.getMessage()))) {
                return true;
            }
        }
        return false;
    }
}
