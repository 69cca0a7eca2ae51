package asynclab.kernel.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names that nobody has declared: an import is missing, or a letter is wrong, or an object is. */
final class NameSlips {
    static final List<Slip> ALL = List.of(
            NameSlips::lost,
            NameSlips::incomplete,
            NameSlips::missingImport,
            NameSlips::misspelt,
            NameSlips::notStatic);

    /** Where the types of this course come from: of several with one name, these are meant. */
    private static final List<String> PACKAGES = List.of(
            "java.util.",
            "java.util.concurrent.",
            "java.util.concurrent.atomic.",
            "java.util.concurrent.locks.",
            "java.util.function.",
            "java.util.stream.",
            "java.util.regex.",
            "java.time.",
            "java.net.http.",
            "java.net.",
            "java.nio.file.",
            "java.io.",
            "asynclab.",
            "asynclab.web.",
            "asynclab.http.",
            "asynclab.crawl.");

    /** No learner's business. */
    private static final Pattern HIDDEN = Pattern.compile(
            "\\.internal\\.|\\.shaded\\.|^com\\.sun\\.|^sun\\.|^asynclab\\.(?:kernel|notebook)\\.|^org\\.dflib\\.jjava\\.");

    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(class|variable|method) ([\\w$]+)");
    private static final Pattern OF_VARIABLE = Pattern.compile("location: (?:variable|class|interface) \\S");
    private static final Pattern NOT_STATIC = Pattern.compile("non-static (method|variable) ([\\w$]+)");
    private static final int PROPOSED = 3;

    private NameSlips() {}

    private static Optional<String> lost(Problem problem, Scope scope) {
        var symbol = SYMBOL.matcher(problem.message());
        return problem.startsWith("cant.resolve")
                        && symbol.find()
                        && symbol.group(1).equals("variable")
                        && scope.wasLost(symbol.group(2))
                ? Optional.of(symbol.group(2) + " was lost when its type was declared anew: run its cell again.")
                : Optional.empty();
    }

    private static Optional<String> incomplete(Problem problem, Scope scope) {
        var symbol = SYMBOL.matcher(problem.message());
        if (!problem.startsWith("cant.resolve") || !symbol.find()) {
            return Optional.empty();
        }
        var missing = scope.missing(symbol.group(2));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("%s is declared, but cannot be used yet: there is no %s. Import or declare that first."
                        .formatted(symbol.group(2), String.join(", no ", missing)));
    }

    private static Optional<String> missingImport(Problem problem, Scope scope) {
        var name = typeName(problem);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var types = scope.types(name.get()).stream()
                .filter(type -> !HIDDEN.matcher(type).find())
                .toList();
        var known = types.stream()
                .filter(type -> PACKAGES.contains(
                        type.substring(0, type.length() - name.get().length())))
                .toList();
        var meant = known.isEmpty() ? types : known;
        return switch (meant.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("The import is missing: import " + meant.getFirst() + ";");
            default ->
                Optional.of("An import is missing, one of: "
                        + String.join(", ", meant.subList(0, Math.min(meant.size(), PROPOSED))) + ".");
        };
    }

    /** Returns the name of a type, as far as the case of its letter tells, that stands alone and is not known. */
    private static Optional<String> typeName(Problem problem) {
        if (problem.is("doesnt.exist")) {
            return Optional.empty();
        }
        var symbol = SYMBOL.matcher(problem.message());
        return problem.startsWith("cant.resolve")
                        && symbol.find()
                        && !symbol.group(1).equals("method")
                        && Character.isUpperCase(symbol.group(2).charAt(0))
                        && !OF_VARIABLE
                                .matcher(problem.message().replaceAll(" +", " "))
                                .find()
                ? Optional.of(symbol.group(2))
                : Optional.empty();
    }

    private static Optional<String> misspelt(Problem problem, Scope scope) {
        String wrong;
        List<String> names;
        var symbol = SYMBOL.matcher(problem.message());
        if (problem.is("doesnt.exist")) { // here the compiler takes "Sytem.out" for a package
            wrong = problem.marked().replaceFirst("\\..*", "");
            names = scope.continuations(wrong.substring(0, 1));
        } else if (problem.startsWith("cant.resolve") && symbol.find()) {
            wrong = symbol.group(2);
            names = candidates(problem, wrong, scope);
        } else {
            return Optional.empty();
        }
        if (names.contains(wrong)) { // a method, where a field is asked for
            return symbol.group(1).equals("variable")
                    ? Optional.of(wrong + " is a method: " + wrong + "().")
                    : Optional.empty();
        }
        return Nearest.of(wrong, names).map(name -> "Is " + name + " meant?");
    }

    private static List<String> candidates(Problem problem, String wrong, Scope scope) {
        var before = problem.source().substring(0, problem.start());
        var marked = problem.marked();
        int dot = marked.lastIndexOf('.');
        if (dot > 0 && marked.endsWith(wrong)) {
            return scope.continuations(before + marked.substring(0, dot + 1));
        }
        var names = new ArrayList<>(scope.declared());
        scope.words().stream().filter(word -> !word.equals(wrong)).forEach(names::add);
        names.addAll(scope.continuations(wrong.substring(0, 1)));
        return names;
    }

    private static Optional<String> notStatic(Problem problem, Scope scope) {
        var found = NOT_STATIC.matcher(problem.message());
        if (!problem.is("non-static.cant.be.ref") || !found.find()) {
            return Optional.empty();
        }
        var marked = problem.marked();
        int dot = marked.lastIndexOf('.');
        var type = dot > 0 ? marked.substring(0, dot) : "";
        var call = found.group(2) + (found.group(1).equals("method") ? "()" : "");
        if (type.equals("Thread")) {
            return Optional.of(call + " is a matter of one thread: call it on that thread's variable, or on"
                    + " Thread.currentThread().");
        }
        return Optional.of(call + " belongs to one object" + (type.isEmpty() ? "" : " of " + type)
                + ": call it on the variable that holds the object, not on the type.");
    }
}
