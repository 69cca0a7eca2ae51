package launcher;

import java.io.IOException;
import java.nio.file.Files;
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

    /** Runs the tests a word stands for: a module, a file of tests/, a part of a name; all of them without a word. */
    int run(Optional<String> word) throws Problem, IOException, InterruptedException {
        boolean module = word.isPresent() && project.modules().contains(word.get());
        Optional<Path> file =
                word.map(one -> tests().resolve("test_" + one + ".py")).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            maven(word, module);
        }
        if (!module && Files.isDirectory(tests())) {
            pytest(word, file);
        }
        if (reports.isEmpty() && broken.isEmpty()) {
            throw Problem.of(
                    "No test was run" + word.map(one -> " for \"" + one + "\"").orElse("") + ".",
                    "Give a module (" + String.join(", ", project.modules())
                            + ") or a part of a test's name, or nothing.");
        }
        return summary();
    }

    private void maven(Optional<String> word, boolean module) throws Problem, IOException, InterruptedException {
        for (String name : project.modules()) {
            Trees.delete(surefire(name)); // reports of an earlier run would be counted
        }
        Tool tool = tools.maven("--fail-at-end", "verify");
        if (module) {
            tool = tool.plus("-pl", word.orElseThrow(), "-am");
        } else if (word.isPresent()) {
            tool = tool.plus("-Dtest=*" + word.get() + "*", "-Dsurefire.failIfNoSpecifiedTests=false");
        }
        console.say("Maven: modules " + String.join(", ", project.modules()));
        Lock lock = Lock.toBuild(project);
        int status;
        try {
            status = run("test-maven", tool, line -> line.contains("Tests run:") || line.contains("ERROR"));
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

    private void pytest(Optional<String> word, Optional<Path> file) throws Problem, IOException, InterruptedException {
        Path xml = project.lab().resolve("log/pytest.xml");
        Trees.delete(xml);
        Tool tool = tools.python(
                        "-m",
                        "pytest",
                        file.orElse(tests()).toString(),
                        "-v",
                        "--tb=short",
                        "--junitxml",
                        xml.toString())
                .with("PYTHONUNBUFFERED", "1");
        if (word.isPresent() && file.isEmpty()) {
            tool = tool.plus("-k", word.get());
        }
        console.say("pytest: " + project.root().relativize(file.orElse(tests())));
        int status = run("test-pytest", tool, line -> true);
        Optional<Report> report = Report.of(xml);
        report.filter(one -> one.count() > 0).ifPresent(reports::add);
        boolean told = report.map(one -> !one.failed().isEmpty()).orElse(false);
        boolean nothingMatched = status == 5 && word.isPresent();
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
