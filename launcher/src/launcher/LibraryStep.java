package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The course's library, built by Maven, and the jars it needs: the kernel's class path. */
record LibraryStep(Project project, Toolchain tools) implements Step {
    /** For Maven in the steps after this one: the jars of the kernel's class path are made already. */
    static final String MADE = "-Dnotebook.skip=true";

    @Override
    public String name() {
        return "library";
    }

    @Override
    public String title() {
        return "Library";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public String key() throws IOException {
        Path root = project.root();
        return new Fingerprint()
                .text(tools.jdkBuild())
                .file(root.resolve("pom.xml"))
                .file(root.resolve("lib/pom.xml"))
                .tree(root.resolve(".mvn"))
                .tree(root.resolve("lib/src/main"))
                .key();
    }

    /** Looks for every jar that was there when the step was made, with its size. */
    @Override
    public boolean sound() {
        try {
            Path list = project.lab().resolve("lib.list");
            return Files.isRegularFile(list) && Trees.read(list).equals(listing());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void make(Work work) throws Problem, IOException, InterruptedException {
        tools.prepare();
        Path target = project.root().resolve("lib/target");
        Trees.delete(target.resolve("dependency")); // jars of older pins would stay in it
        work.now().accept("Maven compiles the library");
        work.run(tools.maven("-q", "-Dmaven.test.skip=true", "-pl", "lib", "-am", "package"));
        Trees.delete(project.cache());
        Trees.delete(project.crawlerCache());
        Trees.folder(project.lib());
        Set<Path> kept = new HashSet<>();
        Path jar = project.lib().resolve("asynclab.jar");
        Trees.sync(target.resolve("asynclab-notebook.jar"), jar);
        kept.add(jar);
        try (var jars = Files.newDirectoryStream(target.resolve("dependency"), "*.jar")) {
            for (Path from : jars) {
                Path to = project.lib().resolve(from.getFileName().toString());
                Trees.sync(from, to);
                kept.add(to);
            }
        }
        try (var old = Files.newDirectoryStream(project.lib(), file -> !kept.contains(file))) {
            for (Path file : old) {
                Trees.delete(file);
            }
        }
        Trees.write(project.lab().resolve("lib.list"), listing());
    }

    private String listing() throws IOException {
        return new Fingerprint().listing(project.lib()).key();
    }
}
