package launcher;

import java.io.IOException;

/** What each verb does. */
record Verbs(Project project, Toolchain tools, Console console, long started) {
    int run(Options options) throws Problem, IOException, InterruptedException {
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
            console.done("Everything in place", java.time.Duration.ofNanos(System.nanoTime() - started));
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
