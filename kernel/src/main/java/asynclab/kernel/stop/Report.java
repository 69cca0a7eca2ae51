package asynclab.kernel.stop;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * What came of an interrupt.
 *
 * @param full whether it was stopped as the heap was full, and not by the learner
 * @param failure what ended the code on the main thread, if it did not end well
 * @param took from the request until the cell had ended
 * @param ended how many threads ended when they were interrupted, the cell's own among them
 * @param stopped the threads that were ended in a loop or call that did not look at the interrupt, and where
 * @param left the threads that run on, and where
 * @param deadlock who waits for whom, where threads wait for each other
 */
public record Report(
        boolean full,
        Optional<Throwable> failure,
        Duration took,
        int ended,
        List<String> stopped,
        List<String> left,
        List<String> deadlock) {
    private static final int NAMED = 5;
    private static final int MOST_CAUSES = 100;

    public Report {
        stopped = List.copyOf(stopped);
        left = List.copyOf(left);
        deadlock = List.copyOf(deadlock);
    }

    /** Whether everything ended as it should when it is interrupted. */
    public boolean isClean() {
        return !full && stopped.isEmpty() && left.isEmpty();
    }

    /** Whether the code ended by something that has to be told beside the interrupt: a failure of its own. */
    public boolean hasOtherFailure() {
        return failure.filter(thrown -> Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                        .limit(MOST_CAUSES) // a chain of causes may be a ring
                        .noneMatch(Report::isOfInterrupts))
                .isPresent();
    }

    private static boolean isOfInterrupts(Throwable failure) {
        return failure instanceof InterruptedException
                || failure instanceof CellStopped
                || failure instanceof InterruptedIOException
                || failure instanceof ClosedByInterruptException
                || failure instanceof CancellationException;
    }

    /** Returns what the learner reads: one line a fact, the first one without a full stop. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        var where = failure.flatMap(thrown -> Place.of(thrown.getStackTrace()))
                .map(place -> " at " + place)
                .orElse("");
        lines.add(
                full
                        ? "The heap was full, so the cell was stopped" + where
                        : String.format(
                                Locale.ROOT,
                                "The cell was interrupted%s and ended after %.1f s",
                                where,
                                took.toMillis() / 1000.0));
        if (!stopped.isEmpty()) {
            lines.add("Stopped in the middle" + (full ? ": " : ", as they did not react to the interrupt: ")
                    + names(stopped) + ".");
        }
        if (ended > 0 && !stopped.isEmpty()) {
            lines.add((ended == 1 ? "One thread" : ended + " threads") + " reacted to the interrupt and ended.");
        }
        if (!deadlock.isEmpty()) {
            lines.add("Deadlock: " + String.join("; ", deadlock) + ".");
        }
        if (!left.isEmpty()) {
            lines.add("Could not be stopped and " + (left.size() == 1 ? "runs" : "run") + " on: " + names(left)
                    + ". Restarting the kernel ends " + (left.size() == 1 ? "it." : "them."));
        }
        return lines;
    }

    private static String names(List<String> all) {
        var some = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
        return all.size() > NAMED ? some + " and " + (all.size() - NAMED) + " more" : some;
    }
}
