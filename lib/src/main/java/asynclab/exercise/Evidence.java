package asynclab.exercise;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One property that a right answer has: how it is measured, and how to say what was seen and what was wanted.
 *
 * <p>Made for {@code import static asynclab.exercise.Evidence.*}. Where it asks for requests, calls or tasks, it takes the
 * best witness of the run: the access log of the sites that the stage opened; else the calls of what the stage gave; else
 * the recorder. Immutable.
 */
public interface Evidence {
    /** Its short name, which mutants use to say what they break. */
    String property();

    /** Judges one run. */
    Finding judge(Run run);

    /** A property of its author's own making, for what the others do not say. */
    static Evidence that(String property, Function<Run, Finding> judge) {
        return new Evidence() {
            @Override
            public String property() {
                return property;
            }

            @Override
            public Finding judge(Run run) {
                return judge.apply(run);
            }
        };
    }

    /** {@code result}: what the trial gives equals {@code expected}. */
    static Evidence resultEquals(@Nullable Object expected) {
        return that("result", run -> Results.equal(expected, run.result()));
    }

    /**
     * {@code result}: what the trial gives fits.
     *
     * @param wanted what it should be, to go on after "wanted"
     */
    static <R> Evidence result(Class<R> type, String wanted, Predicate<? super R> fits) {
        Objects.requireNonNull(fits);
        return that("result", run -> Results.fits(type, wanted, fits, run.result()));
    }

    /** {@code maxInFlight}: the most requests, calls or tasks at one moment. */
    static Measure maxInFlight() {
        return Crowd.maxInFlight();
    }

    /** {@code count}: how many requests, calls or tasks there were in all. */
    static Measure count() {
        return Crowd.count();
    }

    /** {@code requestsPerUrl}: how often each path was asked for, or each call made; the one furthest off is named. */
    static Measure requestsPerUrl() {
        return Crowd.perName();
    }

    /** {@code rate}: the most requests, calls or tasks that started within any stretch of time this long. */
    static Measure rateIn(Duration window) {
        return Crowd.rateIn(window);
    }

    /** {@code connections}: on how many connections the requests came. */
    static Measure connections() {
        return Crowd.connections();
    }

    /** {@code peak NAME}: the highest that a {@link Stage#level level} was. */
    static Measure peak(String level) {
        return Crowd.peak(level);
    }

    /** {@code peakQueue}: the same of the level {@code queue}. */
    static Measure peakQueue() {
        return Crowd.peak("queue").named("peakQueue");
    }

    /** {@code overlap}: the time of all requests, calls or tasks added up, divided by the answer's wall time. */
    static Measure overlap() {
        return Speed.overlap();
    }

    /** {@code ratio}: the answer's wall time as a part of a baseline's, measured in the same run. */
    static Measure ratioTo(String baseline) {
        return Speed.ratioTo(baseline);
    }

    /** {@code heapPerTask}: bytes, as {@link Stage#heapPerTask} measured them. */
    static Measure heapPerTask() {
        return Speed.heapPerTask();
    }

    /** {@code order}: the first {@code before} had ended, or was noted, when the first {@code after} began. */
    static Evidence happensBefore(String before, String after) {
        return Order.happensBefore(before, after);
    }

    /** {@code overlaps}: the two went on at the same time, for a moment at least. */
    static Evidence overlaps(String one, String other) {
        return Order.overlaps(one, other);
    }

    /** {@code gapsGrow}: the time between attempts of this name grows from one to the next, by this factor at least. */
    static Evidence gapsGrow(String name, double factor) {
        return Order.gapsGrow(name, factor);
    }

    /** {@code cancelledWithin}: whatever still went on when {@code event} ended or was noted was over this soon after. */
    static Evidence cancelledWithin(Duration limit, String event) {
        return Tidiness.cancelledWithin(limit, event);
    }

    /** {@code cleanedUpOnce}: every call was cleaned up after, exactly once; see {@link Stage#cleanedUp}. */
    static Evidence cleanedUpOnce() {
        return Tidiness.cleanedUpOnce();
    }

    /** {@code noTaskLeft}: no task of the answer is alive a moment after it has returned. */
    static Evidence noTaskLeft() {
        return Tidiness.noTaskLeft();
    }

    /** {@code permitsReturned}: every permit of the stage's semaphores is back, and none too many. */
    static Evidence permitsReturned() {
        return Tidiness.permitsReturned();
    }

    /** {@code ranOnVirtualThreads}: every call came from a virtual thread. */
    static Evidence ranOnVirtualThreads() {
        return Tidiness.ranOn(true);
    }

    /** {@code ranOnPlatformThreads}: every call came from a platform thread. */
    static Evidence ranOnPlatformThreads() {
        return Tidiness.ranOn(false);
    }
}
