package launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at everything the course needs and says what is wrong and what to do. It changes nothing. */
final class Doctor {
    private static final long ROOM = 2_000_000_000L;
    private static final long MEMORY = 1_900_000_000L;

    /** How a fact is to be taken: good, good to know, in the way. */
    enum State {
        OK,
        NOTE,
        PROBLEM
    }

    /**
     * A line of the table.
     *
     * @param name what was looked at
     * @param value what was found
     * @param state how it is to be taken
     * @param remedy what to do, or nothing
     */
    record Fact(String name, String value, State state, String remedy) {}

    private final Project project;
    private final Toolchain tools;
    private final Console console;
    private final List<Fact> facts = new ArrayList<>();

    Doctor(Project project, Toolchain tools, Console console) {
        this.project = project;
        this.tools = tools;
        this.console = console;
    }

    int run() throws IOException, InterruptedException {
        system();
        java();
        python();
        made();
        desktop();
        for (Fact fact : facts) {
            String mark = fact.state() == State.PROBLEM ? "PROBLEM" : fact.state() == State.NOTE ? "note" : "ok";
            console.say(String.format(Locale.ROOT, "%-8s %-20s %s", mark, fact.name(), fact.value()));
            if (!fact.remedy().isEmpty()) {
                console.say(String.format(Locale.ROOT, "%-29s -> %s", "", fact.remedy()));
            }
        }
        long problems =
                facts.stream().filter(fact -> fact.state() == State.PROBLEM).count();
        console.say(problems == 0 ? "Nothing is wrong." : problems == 1 ? "1 problem." : problems + " problems.");
        return problems == 0 ? 0 : 1;
    }

    private void system() throws IOException {
        ok(
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        Path root = project.root();
        boolean writable = Files.isWritable(Files.isDirectory(project.lab()) ? project.lab() : root);
        check("Folder", root.toString(), writable, "copy the project to a folder you may write in");
        long free = Files.getFileStore(root).getUsableSpace();
        check("Disk", free / 1_000_000_000 + " GB free", free >= ROOM || built(), "make 2 GB of room");
        var computer = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        long memory = computer.getTotalMemorySize();
        check(
                "Memory",
                memory / 1_000_000_000 + " GB, " + computer.getAvailableProcessors() + " cores",
                memory >= MEMORY,
                "2 GB are needed");
        String home = System.getenv().getOrDefault(tools.platform().homeVariable(), "");
        if (home.isEmpty() || !Files.isWritable(Path.of(home))) {
            note("Home", home.isEmpty() ? "none" : home + " cannot be written", "caches go to .lab/home instead");
        }
    }

    private void java() {
        ok(
                "JDK used",
                System.getProperty("java.version") + " in " + tools.jdk() + " (" + System.getProperty("java.vendor")
                        + ")");
        Arrays.stream(System.getProperty("asynclab.jdks", "").split("\\|", -1))
                .filter(jdk -> !jdk.isBlank())
                .forEach(jdk -> ok("JDK found", jdk.replaceFirst(" ", " in ")));
        boolean wrapper = Files.isRegularFile(project.root().resolve("mvnw"));
        check("Maven wrapper", wrapper ? "mvnw" : "missing", wrapper, "get the whole project (git clone)");
        if (tools.platform() != Platform.WINDOWS && !tools.onPath("unzip")) {
            note("unzip", "not installed", "the JDK's jar tool stands in for it");
        }
    }

    private void python() throws InterruptedException {
        try {
            Python python = PythonSearch.here().find(project.root());
            ok("Python found", python.version() + " (" + python.program() + ")");
        } catch (Problem problem) {
            facts.add(new Fact("Python found", problem.sentence(), State.PROBLEM, problem.remedy()));
        }
    }

    private void made() throws IOException {
        if (!Files.exists(project.lab())) {
            note("Course", "not made yet", "java Lab.java makes it");
            return;
        }
        if (!Files.isDirectory(project.lab())) {
            check("Course", project.lab() + " is no folder", false, "java Lab.java clean removes it");
            return;
        }
        Plan plan = new Plan(project, Steps.course(project, tools));
        for (Step step : Steps.course(project, tools)) {
            switch (plan.state(step)) {
                case DONE -> ok(step.title(), "in place");
                case MISSING -> note(step.title(), "not made yet", "java Lab.java makes it");
                case STALE -> note(step.title(), "out of date", "java Lab.java makes it anew");
                case CUT_OFF -> check(step.title(), "was cut off", false, "java Lab.java makes it anew");
                case BROKEN -> check(step.title(), "broken", false, "java Lab.java repairs it");
            }
        }
        for (String name : List.of("jupyterlab", "jjava")) {
            version(name).ifPresent(version -> ok(name, version));
        }
    }

    private void desktop() {
        boolean first = Ports.free(Ports.FIRST);
        ok("Port", first ? Ports.FIRST + " is free" : Ports.FIRST + " is in use: the next free one is taken");
        if (Jupyter.screen(tools.platform(), System.getenv())) {
            ok("Browser", "opened by the system");
        } else {
            note("Browser", "no screen found", "the address is printed: open it where there is a browser");
        }
    }

    private Optional<String> version(String name) throws IOException {
        Optional<Path> packages = PackagesStep.packages(project.venv(), tools.platform());
        if (packages.isEmpty()) {
            return Optional.empty();
        }
        try (var inside = Files.list(packages.get())) {
            return inside.map(one -> one.getFileName().toString())
                    .filter(one -> one.startsWith(name + "-") && one.endsWith(".dist-info"))
                    .map(one -> one.substring(name.length() + 1, one.length() - ".dist-info".length()))
                    .findFirst();
        }
    }

    private boolean built() throws IOException {
        return Files.isDirectory(project.lab()) && new Plan(project, Steps.course(project, tools)).done();
    }

    private void ok(String name, String value) {
        facts.add(new Fact(name, value, State.OK, ""));
    }

    private void note(String name, String value, String remedy) {
        facts.add(new Fact(name, value, State.NOTE, remedy));
    }

    private void check(String name, String value, boolean good, String remedy) {
        facts.add(new Fact(name, value, good ? State.OK : State.PROBLEM, good ? "" : remedy));
    }
}
