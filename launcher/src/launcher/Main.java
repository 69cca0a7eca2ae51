package launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The launcher's entry point. Lab.java starts it on JDK 25, from its sources or from a compiled copy in .lab. */
final class Main {
    private static final int TAIL = 15;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Console console = Console.standard();
        Project project = new Project(Path.of(System.getProperty("asynclab.root", ""))
                .toAbsolutePath()
                .normalize());
        Children.endWithLauncher(Optional.ofNullable(Long.getLong("asynclab.parent")));
        System.exit(run(List.of(args), project, console));
    }

    /** Does what the words ask for, and turns every problem into words. */
    static int run(List<String> words, Project project, Console console) throws InterruptedException {
        long started = System.nanoTime();
        try {
            try {
                return new Verbs(project, Toolchain.of(project), console, started).run(Options.parse(words));
            } catch (IOException e) {
                throw Diagnosis.explain(e);
            } catch (UncheckedIOException e) { // a walk through folders throws this one
                throw Diagnosis.explain(Objects.requireNonNull(e.getCause()));
            }
        } catch (Problem problem) {
            if (Children.ending()) { // a tool that was told to stop has not failed
                return problem.status();
            }
            console.problem(problem, tail(problem));
            return problem.status();
        }
    }

    private static List<String> tail(Problem problem) {
        try {
            return problem.log().isPresent() ? Diagnosis.tail(problem.log().get(), TAIL) : List.of();
        } catch (IOException e) {
            return List.of("(" + e.getMessage() + ")");
        }
    }
}
