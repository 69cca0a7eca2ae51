package asynclab.kernel.errors;

import java.util.List;
import java.util.Optional;

/** Code that is not Java by its form. What is proposed is tried first: the compiler must then like the form. */
final class FormSlips {
    static final List<Slip> ALL =
            List.of(FormSlips::semicolon, FormSlips::unclosed, FormSlips::quotes, FormSlips::loop, FormSlips::record);

    private FormSlips() {}

    private static Optional<String> semicolon(Problem problem, Scope scope) {
        if (!problem.is("expected") || !problem.message().startsWith("';'")) {
            return Optional.empty();
        }
        var source = problem.source();
        var mended = source.substring(0, problem.position()) + ";" + source.substring(problem.position());
        return Outline.isJava(mended)
                ? Optional.of("A statement ends with a semicolon: put ; at the end of line " + problem.line() + ".")
                        .map(help ->
                                atEnd(problem) ? help : "A statement ends with a semicolon: put ; where the mark is.")
                : Optional.empty();
    }

    private static boolean atEnd(Problem problem) {
        int end = problem.position();
        var rest =
                problem.source().substring(end).lines().findFirst().orElse("").strip();
        return rest.isEmpty() || rest.startsWith("//");
    }

    private static Optional<String> unclosed(Problem problem, Scope scope) {
        if (!problem.is("premature.eof") && !problem.message().contains("')'")) {
            return Optional.empty();
        }
        return Brackets.unclosed(problem.source())
                .map(open -> "The " + open.bracket() + " of line "
                        + (problem.place().line() + open.line() - 1) + " has no " + open.closing() + ".");
    }

    private static Optional<String> quotes(Problem problem, Scope scope) {
        if (problem.is("unclosed.char.lit")) {
            return Optional.of("'a' is one character; a text stands in double quotes: \"abc\".");
        }
        return problem.is("unclosed.str.lit")
                ? Optional.of("The text that begins here has no \" at its end; one of several lines stands in \"\"\".")
                : Optional.empty();
    }

    // JShell makes the types of a cell public, and a constructor may not be less so than its record
    private static Optional<String> record(Problem problem, Scope scope) {
        return problem.is("invalid.canonical.constructor.in.record")
                        && problem.message().contains("stronger access")
                ? Optional.of("In a notebook a record's constructor has to be public: write public before it.")
                : Optional.empty();
    }

    private static Optional<String> loop(Problem problem, Scope scope) {
        return problem.is("bad.initializer")
                ? Optional.of("The loop's variable needs a type: for (var x : list).")
                : Optional.empty();
    }
}
