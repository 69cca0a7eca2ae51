package asynclab.lessons;

import static asynclab.exercise.Evidence.that;

import asynclab.exercise.Evidence;
import asynclab.exercise.Finding;
import asynclab.exercise.Run;
import asynclab.web.AccessLog;
import java.util.Comparator;

/** What the hosts of lesson 15 saw of a crawler's manners. */
final class Manners {
    /** So many requests show that the calm host did not wait for the busy one. */
    private static final int MEANWHILE = 3;

    /** So many show that nobody waits for the slowest page; in rounds, a round's few are asked for beside it. */
    private static final int MANY = 30;

    private Manners() {}

    /** {@code allowed}: nothing was asked for that robots.txt forbids. */
    static Evidence allowed() {
        return that("allowed", run -> {
            var forbidden = run.requests().stream()
                    .map(AccessLog.Entry::path)
                    .filter(path -> path.startsWith("/search")
                            || (path.startsWith("/private/") && !path.equals("/private/open")))
                    .toList();
            return Finding.of(
                    "allowed",
                    forbidden.isEmpty(),
                    forbidden.isEmpty()
                            ? "Nothing was asked for that robots.txt forbids."
                            : "The site was asked for %s, which its robots.txt forbids; wanted: nothing of that."
                                    .formatted(String.join(", ", forbidden)));
        });
    }

    /** {@code nobodyWaits}: many pages were asked for while the slowest one was on its way. */
    static Evidence nobodyWaits() {
        return that("nobodyWaits", run -> {
            var slowest = run.requests().stream()
                    .filter(entry -> entry.took().isPresent())
                    .max(Comparator.comparing(entry -> entry.took().orElseThrow()));
            long meanwhile = slowest.stream()
                    .flatMap(slow -> run.requests().stream()
                            .filter(entry -> entry.start().isAfter(slow.start())
                                    && entry.start().isBefore(slow.end().orElseThrow())))
                    .count();
            return Finding.of(
                    "nobodyWaits",
                    meanwhile >= MANY,
                    "While the slowest page was on its way, %d others were asked for; wanted: at least %d."
                            .formatted(meanwhile, MANY));
        });
    }

    /** {@code oneAtATime}: no host had two requests in hand. */
    static Evidence oneAtATime() {
        return that("oneAtATime", run -> {
            int most = run.requests().stream()
                    .mapToInt(AccessLog.Entry::inFlight)
                    .max()
                    .orElse(0);
            return Finding.of("oneAtATime", most <= 1, "One host had %d requests at once; wanted: 1.".formatted(most));
        });
    }

    /** {@code leftAlone}: no request within a pause that the busy host had asked for. */
    static Evidence leftAlone() {
        return that("leftAlone", run -> {
            int early = busy(run).insideRetryAfter().size();
            return Finding.of(
                    "leftAlone",
                    early == 0,
                    "The busy host was asked %d times before its pause was over; wanted: never.".formatted(early));
        });
    }

    /** {@code othersGoOn}: the calm host saw requests within the busy one's pause. */
    static Evidence othersGoOn() {
        return that("othersGoOn", run -> {
            var asked = busy(run).only(entry -> entry.retryAfter().isPresent()).entries();
            if (asked.isEmpty() || asked.getFirst().end().isEmpty()) {
                return Finding.broken("othersGoOn", "The busy host was never asked often enough to want a pause.");
            }
            var from = asked.getFirst().end().orElseThrow();
            var to = from.plus(asked.getFirst().retryAfter().orElseThrow());
            long meanwhile = run.requests().stream()
                    .filter(entry -> !isBusy(entry)
                            && entry.start().isAfter(from)
                            && entry.start().isBefore(to))
                    .count();
            return Finding.of(
                    "othersGoOn",
                    meanwhile >= MEANWHILE,
                    "While the busy host had its pause, the calm one was asked %d times; wanted: at least %d."
                            .formatted(meanwhile, MEANWHILE));
        });
    }

    private static AccessLog busy(Run run) {
        return AccessLog.of(run.requests().stream().filter(Manners::isBusy).toList());
    }

    /** By their numbers: the pages of the two hosts have none in common. */
    private static boolean isBusy(AccessLog.Entry entry) {
        return entry.path().matches("/p/[1-" + Lesson15.BUSY_PAGES + "]");
    }
}
