package asynclab.kernel.errors;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A mistake that beginners of this course make often, and the sentence that helps. */
@FunctionalInterface
interface Slip {
    /** In this order: the more special first. */
    List<Slip> ALL = Stream.of(PythonSlips.ALL, FormSlips.ALL, NameSlips.ALL, FlowSlips.ALL, TypeSlips.ALL)
            .flatMap(List::stream)
            .toList();

    /** Returns the sentence, or nothing if the problem is another one or the sentence could mislead. */
    Optional<String> help(Problem problem, Scope scope);

    static Optional<String> helpFor(Problem problem, Scope scope) {
        return ALL.stream().flatMap(slip -> slip.help(problem, scope).stream()).findFirst();
    }
}
