package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The cache of classes that the kernel's JVM has parsed and linked already (JEP 483, JEP 514): half of the time to start.
 * It is made by a kernel that runs the cells of a training notebook. The kernel works without it, only slower; so a
 * training that fails does not stop the course.
 */
record AotCache(Kernel kernel) implements Step {
    private static final String NONE = "none";

    @Override
    public String name() {
        return "kernel-cache";
    }

    @Override
    public String title() {
        return "Kernel cache";
    }

    @Override
    public List<String> needs() {
        return List.of("kernel-jar", "kernel", "cell-classes");
    }

    /** Takes in all that the JVM compares: its build, its flags, and each jar's place, size and time. */
    @Override
    public String key() throws IOException {
        Project project = kernel.project();
        return new Fingerprint()
                .text(kernel.tools().jdkBuild())
                .text(String.join("\n", kernel.training(part())))
                .text(kernel.variables().toString())
                .listing(project.lib())
                .text(state(kernel.jjava()) + state(kernel.jar()))
                .tree(training())
                .key();
    }

    @Override
    public boolean sound() {
        try {
            String noted = Files.isRegularFile(note()) ? Files.readString(note()) : "";
            return noted.startsWith(NONE) || (!noted.isEmpty() && noted.equals(state(kernel.cache())));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void make(Work work) throws Problem, IOException, InterruptedException {
        Trees.delete(note());
        Trees.delete(kernel.cache());
        deleteParts();
        var words = new ArrayList<String>();
        words.add(training().resolve("train.py").toString());
        words.add(training().resolve("cells.java").toString());
        words.addAll(kernel.training(part()));
        Tool tool = kernel.tools().python(words.toArray(String[]::new));
        for (Map.Entry<String, String> variable : kernel.variables().entrySet()) {
            tool = tool.with(variable.getKey(), variable.getValue());
        }
        // The learner's own options are not the training's; ASYNCLAB_TRAINING keeps the library from recording,
        // see cells.java.
        int status =
                tool.with(Kernel.OPTIONS, "").with("ASYNCLAB_TRAINING", "true").run(work.log(), work.now());
        if (status == 0 && Files.isRegularFile(part())) {
            Trees.move(part(), kernel.cache());
            Trees.write(note(), state(kernel.cache()));
        } else {
            deleteParts();
            Trees.write(note(), NONE + ": the training ended with status " + status + ", see " + work.log() + "\n");
            work.warn().accept("Kernels will start slower: their cache could not be made, see " + work.log());
        }
    }

    // The JVM writes what it has learned beside the cache first.
    private void deleteParts() throws IOException {
        Trees.delete(part());
        Trees.delete(part().resolveSibling(part().getFileName() + ".config"));
    }

    private static String state(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n" : "";
    }

    private Path note() {
        return kernel.folder().resolve("kernel.aot.txt");
    }

    private Path part() {
        return kernel.folder().resolve("kernel.aot.part");
    }

    private Path training() {
        return kernel.project().root().resolve("launcher/training");
    }
}
