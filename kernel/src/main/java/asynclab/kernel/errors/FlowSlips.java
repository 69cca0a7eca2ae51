package asynclab.kernel.errors;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Exceptions nobody handles, variables that change under a lambda, code that is never reached or returns nothing. */
final class FlowSlips {
    static final List<Slip> ALL = List.of(
            FlowSlips::resource,
            FlowSlips::exception,
            FlowSlips::neverThrown,
            FlowSlips::captured,
            FlowSlips::unreachable,
            FlowSlips::noReturn);

    private static final Pattern EXCEPTION = Pattern.compile("unreported exception ([\\w.]+)");
    private static final Pattern RESOURCE = Pattern.compile("resource variable '(\\w+)'");

    private FlowSlips() {}

    private static Optional<String> resource(Problem problem, Scope scope) {
        if (problem.is("unreported.exception.implicit.close")) {
            var thrown = exceptionOf(problem);
            var name = RESOURCE.matcher(problem.message());
            return Optional.of("try closes " + (name.find() ? name.group(1) : "the resource")
                    + " at its end, and close() may" + " throw too: " + declare(thrown));
        }
        if (problem.startsWith("try.with.resources.expr")) {
            return Optional.of("try closes what a variable names: try (var resource = ...) { ... }.");
        }
        return problem.message().contains("try-with-resources not applicable")
                ? Optional.of("try (...) is for what has to be closed; this has no close(). Use it without try.")
                : Optional.empty();
    }

    private static Optional<String> exception(Problem problem, Scope scope) {
        if (!problem.startsWith("unreported.exception")) {
            return Optional.empty();
        }
        var thrown = exceptionOf(problem);
        boolean interrupted = thrown.equals("InterruptedException");
        if (Outline.isInLambda(problem.source(), problem.position())) {
            return Optional.of(
                    interrupted
                            ? "This lambda may not throw InterruptedException: catch it in the lambda and call"
                                    + " Thread.currentThread().interrupt(), or use a Callable, which may throw (scope.fork takes one)."
                            : "This lambda may not throw " + thrown
                                    + ": catch it in the lambda, or use a Callable, which may throw.");
        }
        return Optional.of(
                interrupted
                        ? "This call waits, and ends with InterruptedException when its thread is told to stop: "
                                + declare(thrown)
                        : "This may end with " + thrown + ": " + declare(thrown));
    }

    private static String exceptionOf(Problem problem) {
        var exception = EXCEPTION.matcher(problem.message());
        return exception.find() ? exception.group(1) : "the exception";
    }

    private static String declare(String exception) {
        return "put \"throws " + exception + "\" behind the method's brackets, or catch it.";
    }

    private static Optional<String> neverThrown(Problem problem, Scope scope) {
        return problem.is("except.never.thrown.in.try")
                ? Optional.of("Nothing in this try can throw it: take the catch away.")
                : Optional.empty();
    }

    private static Optional<String> captured(Problem problem, Scope scope) {
        if (!problem.is("cant.ref.non.effectively.final.var")) {
            return Optional.empty();
        }
        var name = problem.marked();
        var source = problem.source();
        if (problem.message().contains("try-with-resources")) {
            return Optional.empty();
        }
        var changed = Pattern.compile("\\b" + Pattern.quote(name) + "\\s*(?:\\+\\+|--|[-+*/]=)|(?:\\+\\+|--)\\s*"
                        + Pattern.quote(name) + "\\b")
                .matcher(source.substring(problem.start()));
        boolean inside = changed.lookingAt();
        return Optional.of(
                inside
                        ? "A lambda cannot change a local variable: count with an AtomicInteger, or let the tasks return values."
                        : "The lambda may run when " + name
                                + " has changed already. Give it a copy that stays: var own = " + name
                                + "; and use own in the lambda.");
    }

    private static Optional<String> unreachable(Problem problem, Scope scope) {
        return problem.is("unreachable.stmt")
                ? Optional.of(
                        "The statement before it never lets the program come here: it returns, throws, leaves the loop or"
                                + " loops for ever.")
                : Optional.empty();
    }

    private static Optional<String> noReturn(Problem problem, Scope scope) {
        return problem.is("missing.ret.stmt")
                ? Optional.of(
                        "Every way through the method must end with return and a value; a way to this } has none.")
                : Optional.empty();
    }
}
