package asynclab;

import asynclab.internal.Overlap;
import asynclab.internal.Session;
import asynclab.internal.TimelinePicture;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the threads of a piece of code really did: who started whom, who ran, slept or waited, for what, and how each ended.
 *
 * <pre>{@code
 * var timeline = Timeline.record(() -> {
 *     var a = Thread.ofVirtual().name("A").start(() -> pause(2));
 *     var b = Thread.ofVirtual().name("B").start(() -> pause(1));
 *     a.join();
 *     b.join();
 * });
 * timeline.maxOverlap();   // 2
 * }</pre>
 *
 * <p>The code is not touched: the JVM's own recorder watches it. Shown are the thread that runs the body, as {@code main},
 * and the threads it starts, and those they start, as long as they started before the body ended; and threads of an older pool while they do
 * a job. A thread is called what it was called when it started; a virtual thread without a name is called {@code virtual 1},
 * {@code virtual 2} and so on.
 *
 * <p>Not seen: a virtual thread that waits in front of {@code synchronized} counts as running, as the JVM records nothing
 * there; a thread that inherits no thread locals, unless it is a platform thread.
 *
 * <p>Immutable; safe for any thread. Where the JVM cannot record, the total time is still right and {@link #note} says why the rest is missing.
 */
public final class Timeline implements Showable {
    private final Duration total;
    private final Row main;
    private final List<Row> tasks;
    private final String note;

    private Timeline(Duration total, Row main, List<Row> tasks, String note) {
        this.total = total;
        this.main = main;
        this.tasks = List.copyOf(tasks);
        this.note = note;
    }

    /** Code to record; it may throw whatever it likes. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    /** What a thread is doing. */
    public enum State {
        RUNNING("running"),
        SLEEPING("sleeping"),
        PERMIT("waiting for a permit"),
        LOCK("waiting for a lock"),
        QUEUE("waiting at a queue"),
        TASK("waiting for a task"),
        HTTP("waiting for HTTP"),
        NETWORK("waiting for the network"),
        WAITING("waiting"),
        /** A pool's thread between two jobs. */
        IDLE("idle"),
        /** Alive when the recording ended: what it does then is not known. */
        UNKNOWN("still alive");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** The state in words, as the legend has it. */
        public String words() {
            return words;
        }
    }

    /** How a task ended. */
    public enum Outcome {
        SUCCEEDED("ok"),
        FAILED("failed"),
        CANCELLED("cancelled"),
        /** Not over when the body was. */
        ALIVE("still alive");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** The outcome in words. */
        public String words() {
            return words;
        }
    }

    /**
     * A stretch of time in one state.
     *
     * @param start since the start of the body, as is {@code end}
     * @param on    what was waited for, in words; empty if the state says it all
     */
    public record Segment(State state, Duration start, Duration end, String on) {
        /** How long it lasted. */
        public Duration length() {
            return end.minus(start);
        }
    }

    /**
     * A task: one thread, or one named task of a {@link TaskScope}.
     *
     * @param parent   the name of the task that started it; empty for {@code main} and for a thread of an older pool
     * @param depth    how many ancestors are shown
     * @param start    since the start of the body, as is {@code end}
     * @param failure  the exception of a failed task, if it is known
     * @param segments all of its time, in order, without gaps
     */
    public record Row(
            String name,
            Optional<String> parent,
            int depth,
            Duration start,
            Duration end,
            Outcome outcome,
            Optional<String> failure,
            List<Segment> segments) {
        public Row {
            segments = List.copyOf(segments);
        }

        /** From its first to its last instruction. */
        public Duration length() {
            return end.minus(start);
        }

        /** The time it spent in a state. */
        public Duration in(State state) {
            return segments.stream()
                    .filter(s -> s.state() == state)
                    .map(Segment::length)
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    /**
     * Runs {@code body} in the calling thread and records it. If the body throws, its picture is shown on the current screen
     * and the exception is thrown on. May be nested, and used by several threads at once; each sees its own threads.
     *
     * @throws Exception what the body throws
     */
    public static Timeline record(Body body) throws Exception {
        return Session.record(body);
    }

    /** A timeline made by hand, to draw one that did not happen: a prediction, a test. */
    public static Timeline of(Duration total, Row main, List<Row> tasks) {
        return new Timeline(total, main, tasks, "");
    }

    /** This timeline with a note about what it does not know. */
    public Timeline withNote(String text) {
        return new Timeline(total, main, tasks, text);
    }

    /** Makes the next recording start within milliseconds; the first of a JVM takes a second otherwise. Never fails. */
    public static void warmUp() {
        Session.warmUp();
    }

    /** The body's time, from its first to its last instruction. */
    public Duration total() {
        return total;
    }

    /** The thread that ran the body. */
    public Row main() {
        return main;
    }

    /** The tasks, each after the one that started it, earlier ones first. Without {@code main}. */
    public List<Row> tasks() {
        return tasks;
    }

    /**
     * The first task of this name.
     *
     * @throws NoSuchElementException if there is none; the message names some that there are
     */
    public Row task(String name) {
        return tasks.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow(() -> noTask(name));
    }

    /** The tasks' times added up, divided by the total: 1.0 one after the other, 3.0 three at once all the time. 1.0 if all was done in {@code main}. */
    public double overlap() {
        if (tasks.isEmpty() || total.isZero()) {
            return 1.0;
        }
        double sum = tasks.stream().mapToDouble(t -> t.length().toNanos()).sum();
        return sum / total.toNanos();
    }

    /** The most tasks that were alive at one moment. */
    public int maxOverlap() {
        return Overlap.most(tasks);
    }

    /** Why this timeline knows less than it should; usually empty. */
    public Optional<String> note() {
        return note.isEmpty() ? Optional.empty() : Optional.of(note);
    }

    /** As an SVG that any page can hold: no script, no font, ids of its own. */
    public String toSvg() {
        return new TimelinePicture(this).svg();
    }

    /** As a PNG; empty where this Java has no fonts. */
    public Optional<byte[]> toPng() {
        return new TimelinePicture(this).png();
    }

    /** As text: a sentence and a small chart. */
    @Override
    public String toString() {
        return new TimelinePicture(this).text();
    }

    @Override
    public Picture picture() {
        return new TimelinePicture(this).picture();
    }

    private NoSuchElementException noTask(String name) {
        String some = Stream.concat(tasks.stream().map(Row::name), Stream.of("main"))
                .distinct()
                .limit(12)
                .collect(Collectors.joining(", "));
        return new NoSuchElementException("no task is named \"%s\"; there are: %s".formatted(name, some));
    }
}
