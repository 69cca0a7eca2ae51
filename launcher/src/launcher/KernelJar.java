package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * The course's kernel, built by Maven, in a jar that says what it needs: its class path is where JJava and the library
 * are. It is compiled against JJava's jar, which comes with the Python packages.
 */
record KernelJar(Kernel kernel) implements Step {
    @Override
    public String name() {
        return "kernel-jar";
    }

    @Override
    public String title() {
        return "Kernel";
    }

    @Override
    public List<String> needs() {
        return List.of("packages", "library");
    }

    @Override
    public String key() throws IOException {
        Path root = kernel.project().root();
        return new Fingerprint()
                .text(kernel.tools().jdkBuild())
                .file(root.resolve("pom.xml"))
                .file(root.resolve("kernel/pom.xml"))
                .tree(root.resolve("kernel/src/main"))
                .text(classPath())
                .key();
    }

    @Override
    public boolean sound() {
        return Files.isRegularFile(kernel.jar());
    }

    @Override
    public void make(Work work) throws Problem, IOException, InterruptedException {
        kernel.tools().prepare();
        work.now().accept("Maven compiles the kernel");
        work.run(kernel.tools()
                .maven("-q", "-Dmaven.test.skip=true", LibraryStep.MADE, "-pl", "kernel", "-am", "package"));
        Trees.folder(kernel.folder());
        Path made = kernel.folder().resolve("made.jar");
        try (var built = new JarFile(kernel.project()
                .root()
                .resolve("kernel/target/asynclab-kernel.jar")
                .toFile())) {
            copy(built, made);
        }
        Trees.delete(kernel.cache());
        Trees.sync(made, kernel.jar());
        Trees.delete(made);
    }

    // With a fixed time: the same content is the same file, and caches made with it stay good.
    private void copy(JarFile from, Path to) throws IOException {
        Manifest manifest = from.getManifest();
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        try (var out = new JarOutputStream(Files.newOutputStream(to))) {
            put(out, JarFile.MANIFEST_NAME);
            manifest.write(out);
            for (JarEntry entry : Collections.list(from.entries())) {
                if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    put(out, entry.getName());
                    try (var in = from.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }

    private static void put(JarOutputStream out, String name) throws IOException {
        var entry = new JarEntry(name);
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        out.putNextEntry(entry);
    }

    /** Relative to the jar: so the compiler in JShell reads it, which takes no URLs. */
    private String classPath() throws IOException {
        return kernel.jars().stream().map(this::relative).collect(Collectors.joining(" "));
    }

    private String relative(Path jar) {
        return kernel.folder().relativize(jar).toString().replace('\\', '/');
    }
}
