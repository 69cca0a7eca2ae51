package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Keeps a compiled copy of the launcher in .lab: compiling it anew at every start takes more than a second. */
final class Compiled {
    private Compiled() {}

    /** Compiles the sources that are running, unless that was done; Lab.java names the folder after their content. */
    static void keep(Project project) throws IOException {
        Optional<String> key = Optional.ofNullable(System.getProperty("asynclab.key"));
        Path all = project.lab().resolve("launcher");
        if (key.isEmpty() || Files.isRegularFile(all.resolve(key.get()).resolve("launcher/Main.class"))) {
            return;
        }
        Path part = all.resolve(key.get() + "." + ProcessHandle.current().pid());
        Trees.folder(all);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK has a compiler");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", part.toString(), "-proc:none");
            var sources = files.getJavaFileObjectsFromPaths(sources(project));
            if (compiler.getTask(null, files, null, options, null, sources).call()) {
                Trees.move(part, all.resolve(key.get()));
            }
        }
        Trees.delete(part);
    }

    private static List<Path> sources(Project project) throws IOException {
        try (var files = Files.list(project.root().resolve("launcher/src/launcher"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
