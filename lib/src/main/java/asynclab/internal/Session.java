package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One recording of one body, from the start of the recorder to the finished timeline. Belongs to the calling thread. */
public final class Session {
    /** Long enough for the last threads to say that they ended, after the body's future did; outside the timed region. */
    private static final long AFTERMATH = 1_000_000L;

    private final @Nullable Recorder recorder;
    private final String trouble;
    private List<Lineage.Birth> births = List.of();
    private long nanos;

    private Session(@Nullable Recorder recorder, String trouble) {
        this.recorder = recorder;
        this.trouble = trouble;
    }

    /** What {@link Timeline#record} does. */
    public static Timeline record(Timeline.Body body) throws Exception {
        var session = undisturbed(Session::start);
        try {
            session.run(body);
        } catch (Throwable t) {
            session.showAfter(t);
            throw t;
        }
        return undisturbed(() -> session.timeline(Outcome.SUCCEEDED, Optional.empty()));
    }

    /** What {@link Timeline#warmUp} does. */
    public static void warmUp() {
        try {
            var timeline = record(() ->
                    Thread.ofVirtual().name("asynclab-warm-up").start(() -> {}).join());
            new TimelinePicture(timeline).picture();
        } catch (Exception e) {
            throw new IllegalStateException("an empty body threw", e);
        }
    }

    private static Session start() {
        try {
            return new Session(Recorder.start(), "");
        } catch (IOException e) {
            return new Session(null, String.valueOf(e.getMessage()));
        }
    }

    private void run(Timeline.Body body) throws Exception {
        var event = new BodyEvent();
        event.session = recorder == null ? 0 : recorder.session();
        var lineage = Lineage.begin();
        long start = System.nanoTime();
        event.begin();
        try {
            body.run();
        } finally {
            event.end();
            nanos = System.nanoTime() - start;
            event.commit();
            births = lineage.end(start);
        }
    }

    private void showAfter(Throwable failure) {
        try {
            boolean interrupted = failure instanceof InterruptedException;
            var outcome = interrupted ? Outcome.CANCELLED : Outcome.FAILED;
            var timeline = undisturbed(() -> timeline(outcome, Optional.of(saying(failure))));
            Screen.current().show(timeline.picture());
        } catch (RuntimeException e) {
            failure.addSuppressed(e); // the learner's exception matters more than the picture of it
        }
    }

    private static String saying(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
    }

    private Timeline timeline(Outcome outcome, Optional<String> failure) {
        if (recorder == null) {
            return onlyTotal(outcome, failure, trouble);
        }
        try (recorder) {
            LockSupport.parkNanos(AFTERMATH);
            return Rows.of(recorder.stop(births), outcome, failure)
                    .orElseGet(() -> onlyTotal(outcome, failure, "the recording was too long for its buffers"));
        } catch (IOException | RuntimeException e) {
            return onlyTotal(outcome, failure, "the recording could not be read: " + e);
        }
    }

    private Timeline onlyTotal(Outcome outcome, Optional<String> failure, String why) {
        var total = Duration.ofNanos(nanos);
        var segment = new Timeline.Segment(Timeline.State.UNKNOWN, Duration.ZERO, total, "");
        var main = new Row("main", Optional.empty(), 0, Duration.ZERO, total, outcome, failure, List.of(segment));
        return Timeline.of(total, main, List.of()).withNote("Only the total time is known: " + why + ".");
    }

    /** Runs file work without an interrupt pending, which would close the recorder's files; the interrupt is set again after. */
    private static <T> T undisturbed(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
