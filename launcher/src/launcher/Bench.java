package launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs the measurements of bench/. */
record Bench(Project project, Toolchain tools, Console console) {
    /** What runs other programs: kernels as Jupyter does, and crawlers that are not ours. */
    private static final List<String> SCRIPTS = List.of("crawl", "kernel", "weave");

    private static final Map<String, String> CLASSES =
            new TreeMap<>(Map.of("timeline", "asynclab.bench.TimelineBench", "web", "asynclab.bench.WebBench"));

    /** Returns all names, in the order they are run. */
    static List<String> names() {
        return List.of("crawl", "kernel", "timeline", "weave", "web");
    }

    /** Refuses a name there is no measurement for. */
    static void check(Optional<String> name) throws Problem {
        if (name.isPresent() && !names().contains(name.get())) {
            throw Problem.usage(
                    "There is no measurement \"" + name.get() + "\"." + Words.hint(name.get(), names()),
                    "Choose one of " + String.join(", ", names()) + ", or none for all.");
        }
    }

    int run(Optional<String> name) throws Problem, IOException, InterruptedException {
        int worst = 0;
        for (String one : name.map(List::of).orElse(names())) {
            console.say("Measuring " + one);
            int status = tool(one).run(project.log("bench-" + one), line -> console.say("  " + line));
            if (status != 0) {
                console.say("  " + one + " ended with status " + status);
                worst = status;
            }
        }
        return worst == 0 ? 0 : 1;
    }

    private Tool tool(String name) throws Problem {
        if (SCRIPTS.contains(name)) {
            Path script = project.root().resolve("bench/" + name + ".py");
            if (!Files.isRegularFile(script)) {
                throw Problem.of("There is no " + script + ".", "Get the whole project (git clone), then start again.");
            }
            return tools.python(script.toString()).with("PYTHONUNBUFFERED", "1");
        }
        Path target = project.root().resolve("bench/target");
        String path = target.resolve("bench.jar") + File.pathSeparator + target.resolve("dependency/*");
        return new Tool(
                List.of(tools.java(), "-cp", path, String.valueOf(CLASSES.get(name))),
                project.root(),
                tools.variables());
    }

    /** Builds what the measurements in Java need. */
    record Built(Project project, Toolchain tools) implements Step {
        @Override
        public String name() {
            return "bench";
        }

        @Override
        public String title() {
            return "Benchmarks";
        }

        @Override
        public List<String> needs() {
            return List.of("library");
        }

        @Override
        public String key() throws IOException {
            return new Fingerprint()
                    .text(new LibraryStep(project, tools).key())
                    .file(project.root().resolve("bench/pom.xml"))
                    .tree(project.root().resolve("bench/src"))
                    .key();
        }

        @Override
        public boolean sound() {
            return Files.isRegularFile(project.root().resolve("bench/target/bench.jar"));
        }

        @Override
        public void make(Work work) throws Problem, IOException, InterruptedException {
            tools.prepare();
            Trees.delete(project.root().resolve("bench/target/dependency"));
            work.run(tools.maven("-q", "-Dmaven.test.skip=true", LibraryStep.MADE, "-pl", "bench", "-am", "package"));
        }
    }
}
