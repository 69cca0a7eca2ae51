package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Python environment, empty but for pip. It holds the path of its folder, so a moved project makes it anew. */
record VenvStep(Project project, Toolchain tools) implements Step {
    @Override
    public String name() {
        return "venv";
    }

    @Override
    public String title() {
        return "Python environment";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    // The pinned packages belong to the key: other pins start from an empty environment, so that nothing old stays.
    @Override
    public String key() throws IOException {
        return new Fingerprint()
                .text(project.root().toString())
                .text(System.getenv().getOrDefault("ASYNCLAB_PYTHON", ""))
                .file(project.root().resolve("requirements.txt"))
                .key();
    }

    /** Starts the environment's Python: it fails when the Python it was made from is gone, or is another version now. */
    @Override
    public boolean sound() {
        try {
            Path notes = project.venv().resolve("pyvenv.cfg");
            if (!Files.isRegularFile(notes) || !Files.exists(project.python())) {
                return false;
            }
            Optional<String> made = Trees.read(notes)
                    .lines()
                    .filter(line -> line.startsWith("version"))
                    .map(line -> line.substring(line.indexOf('=') + 1).strip())
                    .findFirst();
            Optional<String> runs = tools.python(
                            "-I", "-S", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])")
                    .ask();
            return made.isPresent() && runs.map(String::strip).equals(made);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void make(Work work) throws Problem, IOException, InterruptedException {
        work.now().accept("looking for Python");
        Python python = PythonSearch.here().find(project.root());
        Optional<Lock> alone = Lock.alone(project.opened());
        if (alone.isEmpty()) {
            throw Clean.running();
        }
        try {
            Trees.delete(project.venv());
        } finally {
            alone.get().close();
        }
        work.now().accept("made from Python " + python.version());
        work.run(new Tool(
                List.of(python.program(), "-m", "venv", project.venv().toString()), project.root(), tools.variables()));
    }
}
