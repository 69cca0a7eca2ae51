package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Packages from a file of pins, each checked against its hash.
 *
 * @param files what other steps need of these packages
 */
record PackagesStep(Project project, Toolchain tools, String name, String title, String pins, List<Path> files)
        implements Step {
    @Override
    public List<String> needs() {
        return name.equals("packages") ? List.of("venv") : List.of("packages");
    }

    @Override
    public String key() throws IOException {
        return new Fingerprint().file(project.root().resolve(pins)).key();
    }

    /** Looks for every package that was there when the step was made, by the list of files that pip keeps of each. */
    @Override
    public boolean sound() {
        try {
            Optional<Path> packages = packages();
            if (packages.isEmpty()
                    || !Files.isRegularFile(list())
                    || !files.stream().allMatch(Files::isRegularFile)) {
                return false;
            }
            return Trees.read(list())
                    .lines()
                    .allMatch(one ->
                            Files.isRegularFile(packages.get().resolve(one).resolve("RECORD")));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void make(Work work) throws Problem, IOException, InterruptedException {
        Path file = project.root().resolve(pins);
        if (!Files.isRegularFile(file)) {
            throw Problem.of("There is no " + file + ".", "Get the whole project (git clone), then start again.");
        }
        work.run(tools.python(
                "-m",
                "pip",
                "install",
                "--no-input",
                "--progress-bar",
                "off",
                "--require-hashes",
                "-r",
                file.toString()));
        Path packages =
                packages().orElseThrow(() -> new IOException("pip left no folder of packages in " + project.venv()));
        try (var inside = Files.list(packages)) {
            List<String> names = inside.map(one -> one.getFileName().toString())
                    .filter(one -> one.endsWith(".dist-info"))
                    .sorted()
                    .toList();
            Trees.write(list(), String.join("\n", names));
        }
    }

    /** A package that is half there looks installed to pip: begin again with an empty environment. */
    @Override
    public String restart() {
        return "venv";
    }

    private Path list() {
        return project.lab().resolve(name + ".list");
    }

    private Optional<Path> packages() throws IOException {
        return packages(project.venv(), tools.platform());
    }

    /** Returns the folder of an environment that holds its packages: its name holds the version of Python. */
    static Optional<Path> packages(Path venv, Platform platform) throws IOException {
        if (platform == Platform.WINDOWS) {
            return Optional.of(venv.resolve("Lib/site-packages")).filter(Files::isDirectory);
        }
        if (!Files.isDirectory(venv.resolve("lib"))) {
            return Optional.empty();
        }
        try (var versions = Files.list(venv.resolve("lib"))) {
            return versions.map(one -> one.resolve("site-packages"))
                    .filter(Files::isDirectory)
                    .findFirst();
        }
    }
}
