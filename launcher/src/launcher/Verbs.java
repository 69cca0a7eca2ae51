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
            default -> throw Problem.of("not there yet", "wait");
        };
    }

    private void prepare() throws Problem, IOException, InterruptedException {
        Compiled.keep(project);
        if (!new Plan(project, Steps.course(project, tools)).run(console)) {
            console.done("Everything in place", java.time.Duration.ofNanos(System.nanoTime() - started));
        }
    }
}
