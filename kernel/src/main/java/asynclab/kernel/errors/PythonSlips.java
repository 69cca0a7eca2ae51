package asynclab.kernel.errors;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words of Python's asyncio, which this course is the Java side of. */
final class PythonSlips {
    static final List<Slip> ALL = List.of(PythonSlips::await, PythonSlips::async, PythonSlips::form, PythonSlips::word);

    private static final Pattern AWAIT = Pattern.compile("(?<![\\w.])await\\s+[\\w(]");
    private static final Pattern ASYNC = Pattern.compile("(?<![\\w.])async\\s+\\w");

    /** Python's names and what does the same here. They are only looked at where Java knows no such name. */
    private static final Map<String, String> WORDS = Map.of(
            "asyncio", "Java has no asyncio: start tasks in a TaskScope, or on Thread.startVirtualThread(...).",
            "print", "Java prints with System.out.println(...).",
            "None", "Java's word is null.",
            "True", "Java's word is true.",
            "False", "Java's word is false.",
            "len", "Java asks the object: text.length(), list.size(), array.length.",
            "str", "Java writes String.valueOf(...).",
            "self", "Java's word is this.");

    private static final Map<Pattern, String> FORMS = Map.of(
            Pattern.compile("^\\s*for\\s+\\w+\\s+in\\b"), "Java's loop: for (var x : list) { ... }.",
            Pattern.compile("^\\s*(?:async\\s+)?def\\b"), "Java's method: int name(String parameter) { ... }.",
            Pattern.compile("\\b(?:if|while)\\b.*\\s(?:and|or|not)\\s"),
                    "Java writes && for and, || for or, ! for not.",
            Pattern.compile("^\\s*(?:if|while|else|elif|try)\\b.*:\\s*$"),
                    "Java puts the condition in (...) and the block in { ... }.");

    private PythonSlips() {}

    private static Optional<String> await(Problem problem, Scope scope) {
        return isForm(problem) && AWAIT.matcher(problem.text()).find()
                ? Optional.of(
                        "Java has no await: a call on a virtual thread simply waits, and a future's value comes from"
                                + " future.get() or future.join().")
                : Optional.empty();
    }

    private static Optional<String> async(Problem problem, Scope scope) {
        return isForm(problem) && ASYNC.matcher(problem.text()).find()
                ? Optional.of(
                        "Java has no async: any method can wait. Start it as a task: scope.fork(() -> method()), or"
                                + " Thread.startVirtualThread(() -> method()).")
                : Optional.empty();
    }

    // "await x;" has the form of a declaration of x, with a type that is not known
    private static boolean isForm(Problem problem) {
        return problem.isForm()
                || (problem.startsWith("cant.resolve")
                        && (problem.marked().equals("await") || problem.marked().equals("async")));
    }

    private static Optional<String> form(Problem problem, Scope scope) {
        return problem.isForm()
                ? FORMS.entrySet().stream()
                        .filter(form -> form.getKey().matcher(problem.text()).find())
                        .map(Map.Entry::getValue)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> word(Problem problem, Scope scope) {
        if (!problem.startsWith("cant.resolve") || problem.message().contains("location: variable")) {
            return Optional.empty();
        }
        return Optional.ofNullable(WORDS.get(problem.marked()));
    }
}
