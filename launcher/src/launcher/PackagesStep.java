package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Packages from a file of pins, each checked against its hash. */
record PackagesStep(Project project, Toolchain tools, String name, String title, String pins) implements Step {
    @Override
    public List<String> needs() {
        return name.equals("packages") ? List.of("venv") : List.of("packages");
    }

    @Override
    public String key() throws IOException {
        return new Fingerprint().file(project.root().resolve(pins)).key();
    }

    @Override
    public boolean sound() {
        Platform platform = tools.platform();
        return Files.isRegularFile(platform.programs(project.venv()).resolve(platform.program("jupyter-lab")));
    }

    @Override
    public void make(Work work) throws Problem, IOException, InterruptedException {
        work.run(tools.python(
                "-m",
                "pip",
                "install",
                "--no-input",
                "--progress-bar",
                "off",
                "--require-hashes",
                "-r",
                project.root().resolve(pins).toString()));
    }

    /** A package that is half there looks installed to pip: begin again with an empty environment. */
    @Override
    public String restart() {
        return "venv";
    }
}
