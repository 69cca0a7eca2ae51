package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** What each verb does. */
record Verbs(Project project, Toolchain tools, Console console, long started) {
    int run(Options options) throws Problem, IOException, InterruptedException {
        boolean makes = !List.of(Options.Verb.HELP, Options.Verb.DOCTOR, Options.Verb.CLEAN)
                .contains(options.verb());
        if (makes && Files.exists(project.lab()) && !Files.isDirectory(project.lab())) {
            throw Problem.of(project.lab() + " is no folder.", "java Lab.java clean removes it; then start again.");
        }
        return switch (options.verb()) {
            case HELP -> {
                console.say(Options.HELP);
                yield 0;
            }
            case RUN -> {
                if (options.port().isPresent()) {
                    Ports.choose(options.port(), Ports.FIRST); // say so now, not after minutes of installing
                }
                prepare();
                yield new Jupyter(project, tools, console).open(options, started);
            }
            case BUILD -> {
                prepare();
                yield 0;
            }
            case TEST -> {
                new Plan(project, Steps.tests(project, tools)).run(console);
                yield new TestRun(project, tools, console).run(options.word());
            }
            case BENCH -> {
                Bench.check(options.word());
                new Plan(project, Steps.measurements(project, tools)).run(console);
                yield new Bench(project, tools, console).run(options.word());
            }
            case DOCTOR -> new Doctor(project, tools, console).run();
            case CLEAN -> new Clean(project, console).run();
            case FORMAT -> {
                Trees.folder(project.lab());
                tools.prepare();
                format();
                yield 0;
            }
        };
    }

    private void prepare() throws Problem, IOException, InterruptedException {
        Compiled.keep(project);
        new Kernel(project, tools).check(System.getenv().getOrDefault(Kernel.OPTIONS, ""));
        if (!new Plan(project, Steps.course(project, tools)).run(console)) {
            console.done("Everything in place", Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private void format() throws Problem, IOException, InterruptedException {
        Trees.delete(project.log("format"));
        try (Progress progress = console.begin("Format")) {
            new Work("Format", project.log("format"), progress::now, console::say)
                    .run(tools.maven("-q", "spotless:apply"));
            progress.done();
        }
    }
}
