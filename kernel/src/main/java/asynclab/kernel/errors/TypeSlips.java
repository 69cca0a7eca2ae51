package asynclab.kernel.errors;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A value of another type than asked for: a future for its result, a number for a duration, a lambda of another shape. */
final class TypeSlips {
    static final List<Slip> ALL = List.of(
            TypeSlips::duration,
            TypeSlips::number,
            TypeSlips::future,
            TypeSlips::shape,
            TypeSlips::ambiguous,
            TypeSlips::inferred,
            TypeSlips::assigned);

    private static final Pattern CONVERSION = Pattern.compile("(\\S+(?:<.*>)?) cannot be converted to (\\S+)");
    private static final Pattern FUTURE =
            Pattern.compile("(?:Completable|Scheduled|Run\\w+)?Future<.*>|Task<.*>|Subtask<.*>");
    private static final Pattern OPERAND = Pattern.compile("(?:first|second) type:\\s+(\\S+)");
    private static final Pattern ASSIGNED = Pattern.compile("[\\w.]+\\s*=[^=]");
    private static final Pattern CONDITION = Pattern.compile("\\b(?:if|while)\\s*\\(\\s*$");
    private static final List<String> NUMBERS = List.of("int", "long", "Integer", "Long", "double", "Double");

    private TypeSlips() {}

    private static boolean converts(Problem problem, List<String> from, List<String> to) {
        var conversion = CONVERSION.matcher(problem.message());
        while (conversion.find()) {
            var found = conversion.group(1);
            var wanted = conversion.group(2).replaceAll("[),;]+$", "");
            if (from.contains(found) && to.contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> duration(Problem problem, Scope scope) {
        if (problem.is("cant.apply.symbols")
                && problem.message().lines().findFirst().orElse("").contains("(Duration")
                && problem.message().contains("long,TimeUnit)")) {
            return Optional.of("This method takes a number and its unit: (200, TimeUnit.MILLISECONDS).");
        }
        return converts(problem, NUMBERS, List.of("Duration"))
                ? Optional.of("A Duration says its unit: Duration.ofSeconds(2), Duration.ofMillis(200).")
                : Optional.empty();
    }

    private static Optional<String> number(Problem problem, Scope scope) {
        return converts(problem, List.of("Duration"), NUMBERS)
                ? Optional.of(
                        "A number is asked for here, and this is a Duration: duration.toMillis() is its milliseconds.")
                : Optional.empty();
    }

    private static Optional<String> future(Problem problem, Scope scope) {
        String type = null;
        if (problem.is("prob.found.req")) {
            var conversion = CONVERSION.matcher(problem.message());
            if (conversion.find() && !FUTURE.matcher(conversion.group(2)).lookingAt()) {
                type = conversion.group(1);
            }
        } else if (problem.startsWith("operator.cant.be.applied")) {
            var operand = OPERAND.matcher(problem.message());
            while (operand.find()) {
                if (FUTURE.matcher(operand.group(1)).matches()) {
                    type = operand.group(1);
                }
            }
        }
        if (type == null || !FUTURE.matcher(type).matches()) {
            return Optional.empty();
        }
        var kind = type.substring(0, type.indexOf('<'));
        return Optional.of("This is the " + kind + ", which may not have its value yet: "
                + (kind.equals("CompletableFuture") ? "join()" : "get()") + " waits for the value and returns it.");
    }

    private static Optional<String> shape(Problem problem, Scope scope) {
        var message = problem.message();
        if (message.contains("incompatible parameter types in lambda")) {
            return Optional.of(
                    "The lambda has another number of parameters than it will be given: () -> ... takes none.");
        }
        if (message.contains("missing return value")) {
            return Optional.of("This lambda has to return a value, on every way through it: { ...; return value; }.");
        }
        if (message.contains("unexpected return value")) {
            return Optional.of(
                    "Nobody takes what this lambda returns: leave the value out, or use a Callable or Supplier.");
        }
        return message.contains("bad return type in lambda") && message.contains("void cannot be converted")
                ? Optional.of(
                        "This lambda has to return a value, and what it calls returns none: { ...; return value; }.")
                : Optional.empty();
    }

    private static Optional<String> ambiguous(Problem problem, Scope scope) {
        var message = problem.message();
        return problem.is("ref.ambiguous") && message.contains("Callable") && message.contains("Runnable")
                ? Optional.of(
                        "The lambda fits both a Runnable, which returns nothing, and a Callable, which returns a value:"
                                + " say which, as in (Callable<Integer>) () -> ...")
                : Optional.empty();
    }

    private static Optional<String> inferred(Problem problem, Scope scope) {
        if (!problem.is("cant.infer.local.var.type")) {
            return Optional.empty();
        }
        var message = problem.message();
        if (message.contains("without initializer")) {
            return Optional.of("var takes its type from the value: give it one, or write the type, as in int x;");
        }
        if (message.contains("is 'null'")) {
            return Optional.of("null tells no type: write it, as in String x = null;");
        }
        return message.contains("lambda expression") || message.contains("method reference")
                ? Optional.of(
                        "A lambda alone has no type: write it, as in Runnable, Callable<Integer> or Supplier<String>.")
                : Optional.empty();
    }

    private static Optional<String> assigned(Problem problem, Scope scope) {
        var before = problem.source().substring(0, problem.start());
        return problem.message().contains("cannot be converted to boolean")
                        && ASSIGNED.matcher(problem.marked()).lookingAt()
                        && CONDITION.matcher(before).find()
                ? Optional.of("= gives a value, == compares.")
                : Optional.empty();
    }
}
