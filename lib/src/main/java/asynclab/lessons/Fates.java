package asynclab.lessons;

import static asynclab.exercise.Evidence.that;

import asynclab.exercise.Evidence;
import asynclab.exercise.Finding;
import asynclab.exercise.Span;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What became of the futures and calls of lesson 04's answers, in words. */
final class Fates {
    private static final int PATIENCE_MS = 2_000;
    private static final String INTERRUPTED = "was interrupted";

    /** Less than the check waits before it interrupts by itself what an answer has left. */
    private static final Duration A_MOMENT = Duration.ofMillis(150);

    private Fates() {}

    /** What a future came to, in words; a failure as it lies in the future itself. */
    static String said(CompletableFuture<?> future) throws InterruptedException {
        try {
            return String.valueOf(future.get(PATIENCE_MS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (TimeoutException e) {
            return "nothing arrived within 2 s";
        }
    }

    /** The same of an answer that may throw, where it should have put the failure into its future. */
    static String saidOrThrown(Callable<? extends CompletableFuture<?>> answer) throws Exception {
        try {
            return said(answer.call());
        } catch (RuntimeException e) {
            return "thrown instead of put into the future: " + e;
        }
    }

    /** What an answer threw. */
    static String thrown(Callable<String> answer) {
        try {
            return "no failure, but " + answer.call();
        } catch (Exception e) {
            return e.toString();
        }
    }

    /** The call was interrupted, and by the answer: what is left over, the check itself interrupts, but later. */
    static Evidence stopped() {
        return that("stopped", run -> {
            var call = run.span("call");
            var seen = call.map(span -> fate(span, run.wall().plus(A_MOMENT))).orElse("was never made");
            return Finding.of("stopped", seen.equals(INTERRUPTED), "The call " + seen + "; wanted: interrupted.");
        });
    }

    private static String fate(Span call, Duration returned) {
        if (call.end() > returned.toNanos()) {
            return "still went on when the answer had returned";
        }
        return call.ending() == Span.Ending.INTERRUPTED ? INTERRUPTED : "went on to its end";
    }
}
