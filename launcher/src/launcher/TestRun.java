package launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs all tests, Maven's and pytest's, and sums them up. What breaks outside a test counts as a failed one. */
final class TestRun {
    private static final int SLOWEST = 10;

    private final Project project;
    private final Toolchain tools;
    private final Console console;
    private final List<Report> reports = new ArrayList<>();
    // What went wrong outside a test: a compile error, a crash.
    private final List<String> broken = new ArrayList<>();

    TestRun(Project project, Toolchain tools, Console console) {
        this.project = project;
        this.tools = tools;
        this.console = console;
    }

    /** Runs the tests a word stands for, see {@link Selection}; all of them without a word. */
    int run(Optional<String> word) throws Problem, IOException, InterruptedException {
        var selection = Selection.of(word, project.modules(), tests());
        if (selection.maven().isPresent()) {
            maven(selection.maven().get());
        }
        if (selection.pytest().isPresent()) {
            pytest(selection.pytest().get());
        }
        if (reports.isEmpty() && broken.isEmpty()) {
            throw Problem.of(
                    "No test was run" + word.map(one -> " for \"" + one + "\"").orElse("") + ".",
                    "Give a module (" + String.join(", ", project.modules())
                            + "), a lesson (lesson01), \"proofs\", a part of a test's name, or nothing.");
        }
        return summary();
    }

    private void maven(List<String> selection) throws Problem, IOException, InterruptedException {
        for (String name : project.modules()) {
            Trees.delete(surefire(name)); // reports of an earlier run would be counted
        }
        Tool tool = tools.maven("--fail-at-end", LibraryStep.MADE, "verify").plus(selection.toArray(String[]::new));
        console.say("Maven: "
                + (selection.isEmpty()
                        ? "modules " + String.join(", ", project.modules())
                        : String.join(" ", selection)));
        Lock lock = Lock.toBuild(project);
        int status;
        try {
            status = run("test-maven", tool, TestRun::isTold);
        } finally {
            lock.close();
        }
        int before = reports.size();
        for (String name : project.modules()) {
            reports.addAll(Report.in(surefire(name)));
        }
        boolean told = reports.subList(before, reports.size()).stream()
                .anyMatch(report -> !report.failed().isEmpty());
        if (status != 0 && !told) {
            broken.add("Maven ended with status " + status + " outside a test (compiler or format check): see "
                    + project.log("test-maven"));
        }
    }

    private static boolean isTold(String line) {
        return line.contains("Tests run:") || line.contains("ERROR") || line.startsWith("PROOFS");
    }

    private void pytest(List<String> selection) throws Problem, IOException, InterruptedException {
        Path xml = project.lab().resolve("log/pytest.xml");
        Trees.delete(xml);
        Tool tool = tools.python("-m", "pytest")
                .plus(selection.toArray(String[]::new))
                .plus("-v", "--tb=short", "--junitxml", xml.toString())
                .with("PYTHONUNBUFFERED", "1");
        console.say("pytest: " + project.root().relativize(Path.of(selection.getFirst())));
        int status = run("test-pytest", tool, line -> true);
        Optional<Report> report = Report.of(xml);
        report.filter(one -> one.count() > 0).ifPresent(reports::add);
        boolean told = report.map(one -> !one.failed().isEmpty()).orElse(false);
        boolean nothingMatched = status == 5 && selection.contains("-k");
        if (status != 0 && !told && !nothingMatched) {
            broken.add("pytest ended with status " + status + " outside a test: see " + project.log("test-pytest"));
        }
    }

    private int run(String name, Tool tool, Predicate<String> shown) throws Problem, IOException, InterruptedException {
        Trees.delete(project.log(name));
        return tool.run(project.log(name), line -> {
            if (shown.test(line)) {
                console.say("  " + line.replaceFirst("^\\[INFO] ", ""));
            }
        });
    }

    private int summary() {
        int passed = reports.stream().mapToInt(Report::passed).sum();
        int skipped = reports.stream().mapToInt(Report::skipped).sum();
        List<String> failed = new ArrayList<>(
                reports.stream().flatMap(report -> report.failed().stream()).toList());
        failed.addAll(broken);
        console.say("");
        console.say("Slowest:");
        reports.stream()
                .flatMap(report -> report.times().stream())
                .sorted(Comparator.comparingDouble(Report.Time::seconds).reversed())
                .limit(SLOWEST)
                .forEach(time -> console.say(String.format(Locale.ROOT, "  %7.2f s  %s", time.seconds(), time.name())));
        if (!failed.isEmpty()) {
            console.say("Failed:");
            failed.forEach(name -> console.say("  " + name));
        }
        console.say(
                passed + " passed, " + failed.size() + " failed" + (skipped > 0 ? ", " + skipped + " skipped" : ""));
        return failed.isEmpty() ? 0 : 1;
    }

    private Path tests() {
        return project.root().resolve("tests");
    }

    private Path surefire(String module) {
        return project.root().resolve(module).resolve("target/surefire-reports");
    }
}
