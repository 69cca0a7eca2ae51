package asynclab.exercise;

import asynclab.exercise.Span.Ending;
import asynclab.internal.Texts;
import asynclab.internal.Times;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an answer leaves behind, how soon it stops what it no longer needs, and which threads it takes. */
final class Tidiness {
    /** In front of what was cleaned up, among the moments that a stage noted. */
    static final String CLEAN_UP = "clean-up of ";

    private Tidiness() {}

    static Evidence noTaskLeft() {
        return Evidence.that("noTaskLeft", run -> {
            var left = run.left();
            if (!left.isEmpty()) {
                return Finding.broken(
                        "noTaskLeft",
                        "%s left alive after the answer had returned: %s; wanted: none."
                                .formatted(Texts.counted(left.size(), "task was", "tasks were"), Survivor.some(left)));
            }
            // On a busy machine the look around may come so late that what was left alive has ended by then.
            return run.calls().stream()
                    .filter(call -> outlived(run, call))
                    .findFirst()
                    .map(call -> Finding.broken(
                            "noTaskLeft",
                            call.name() + " still went on after the answer had returned; wanted: no task left alive."))
                    .orElseGet(() -> Finding.held("noTaskLeft", "No task was left alive."));
        });
    }

    private static boolean outlived(Run run, Span call) {
        var grace = Watched.AFTERMATH.plus(run.noise().multipliedBy(3));
        return call.end() - run.stage().returned() > grace.toNanos();
    }

    static Evidence permitsReturned() {
        return Evidence.that("permitsReturned", run -> {
            var permits = run.stage().permits();
            int missing = permits.stream().mapToInt(Permits::missing).sum();
            int all = permits.stream().mapToInt(Permits::all).sum();
            if (missing == 0) {
                return Finding.held(
                        "permitsReturned", "All " + Texts.counted(all, "permit", "permits") + " were returned.");
            }
            var words = missing > 0
                    ? "%d of %s never returned%s; wanted: all of them."
                            .formatted(missing, Texts.counted(all, "permit was", "permits were"), failures(run))
                    : "%s too many came back; wanted: as many as were taken."
                            .formatted(Texts.counted(-missing, "permit", "permits"));
            return Finding.broken("permitsReturned", words);
        });
    }

    /** A permit is lost most often where something failed; to name it is half of the answer. */
    private static String failures(Run run) {
        var failed = run.requests().stream()
                .filter(entry -> entry.status().orElse(0) >= 400)
                .map(entry -> entry.path() + " (" + entry.status().orElse(0) + ")")
                .distinct()
                .limit(3)
                .toList();
        return failed.isEmpty() ? "" : ", and what failed was " + String.join(", ", failed);
    }

    static Evidence cleanedUpOnce() {
        return Evidence.that("cleanedUpOnce", run -> {
            var wrong = run.calls().stream()
                    .map(Span::name)
                    .distinct()
                    .filter(name -> run.moments(CLEAN_UP + name).size() != 1)
                    .map(name -> "%s %d times"
                            .formatted(name, run.moments(CLEAN_UP + name).size()))
                    .toList();
            var calls = Texts.counted(run.calls().size(), "call", "calls");
            return wrong.isEmpty() && !run.calls().isEmpty()
                    ? Finding.held("cleanedUpOnce", "Each of " + calls + " was cleaned up after, once.")
                    : Finding.broken(
                            "cleanedUpOnce",
                            wrong.isEmpty()
                                    ? "Nothing was called, so nothing was cleaned up."
                                    : "Cleaned up were: %s; wanted: each once."
                                            .formatted(wrong.stream().limit(5).collect(Collectors.joining(", "))));
        });
    }

    static Evidence cancelledWithin(Duration limit, String event) {
        return Evidence.that("cancelledWithin", run -> {
            var noted = run.moments(event).stream().findFirst();
            var moment = noted.isPresent() ? noted : run.span(event).map(Span::end);
            if (moment.isEmpty() || moment.get() == Long.MAX_VALUE) {
                return Finding.broken("cancelledWithin", event + " never happened, so nothing was cancelled by it.");
            }
            return late(
                    run,
                    run.spans().stream()
                            .filter(span -> span.holds(moment.get()))
                            .toList(),
                    moment.get(),
                    limit,
                    event);
        });
    }

    private static Finding late(Run run, List<Span> going, long moment, Duration limit, String event) {
        Optional<Span> last = going.stream().max(Comparator.comparingLong(Span::end));
        if (last.isEmpty()) {
            return Finding.broken("cancelledWithin", "Nothing went on any more when " + event + " was over.");
        }
        boolean wasEnded =
                !run.left().isEmpty() && last.get().end() > run.stage().returned(); // by the checker
        if (last.get().ending() == Ending.OPEN || wasEnded) {
            return Finding.broken(
                    "cancelledWithin",
                    "%s still went on when the answer had returned; wanted: over within %s after %s."
                            .formatted(last.get().name(), Texts.span(limit), event));
        }
        var took = Duration.ofNanos(last.get().end() - moment);
        var words = "The last to stop was %s, %s after %s; wanted: within %s."
                .formatted(last.get().name(), Times.say(took), event, Texts.span(limit));
        if (took.compareTo(limit) <= 0) {
            return Finding.held("cancelledWithin", words);
        }
        return took.minus(run.noise().multipliedBy(3)).compareTo(limit) <= 0
                ? Finding.unclear("cancelledWithin", words + " This machine is too busy to tell.")
                : Finding.slow("cancelledWithin", words);
    }

    static Evidence ranOn(boolean virtual) {
        var property = virtual ? "ranOnVirtualThreads" : "ranOnPlatformThreads";
        var wanted = virtual ? "virtual" : "platform";
        return Evidence.that(property, run -> {
            var calls = run.calls();
            if (calls.isEmpty()) {
                return Finding.broken(property, "Nothing was called, on any thread.");
            }
            long right =
                    calls.stream().filter(call -> call.virtual() == virtual).count();
            return Finding.of(
                    property,
                    right == calls.size(),
                    "%,d of %s came from %s threads; wanted: all."
                            .formatted(right, Texts.counted(calls.size(), "call", "calls"), wanted));
        });
    }
}
