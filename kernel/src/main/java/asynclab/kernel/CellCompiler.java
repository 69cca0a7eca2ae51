package asynclab.kernel;

import asynclab.kernel.code.ClassIndex;
import asynclab.kernel.code.Imports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import jdk.jshell.JShell;

/**
 * Makes the JShell that compiles the cells. They run with the whole class path, but are compiled against the classes in
 * {@code cells.jar} beside the kernel's jar, which the launcher makes: JShell reads the names of all classes on its
 * path before it compiles the first line, and keeps them.
 */
final class CellCompiler {
    private static final String CLASS_PATH = "java.class.path";

    private CellCompiler() {}

    /** Without {@code cells.jar}, cells are compiled against the whole class path. */
    static JShell start(Environment environment, Evaluator evaluator) {
        ClassIndex.hold();
        Agent.instrumentation().ifPresent(Imports::installSoon);
        var builder = JShell.builder()
                .executionEngine(evaluator.getExecControlProvider(), Map.of())
                .compilerOptions(environment.compilerOptions().toArray(String[]::new));
        var classes = classes();
        if (classes.isEmpty()) {
            return builder.build();
        }
        // JShell notes the class path when it is made, to add to it later.
        var whole = System.getProperty(CLASS_PATH);
        System.setProperty(CLASS_PATH, classes.get().toString());
        try {
            return builder.fileManager(files -> against(files, classes.get())).build();
        } finally {
            System.setProperty(CLASS_PATH, whole);
        }
    }

    private static StandardJavaFileManager against(StandardJavaFileManager files, Path classes) {
        try {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classes));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("the compiler does not take " + classes, e);
        }
    }

    private static Optional<Path> classes() {
        var kernel = CellCompiler.class.getProtectionDomain().getCodeSource();
        return kernel == null
                ? Optional.empty()
                : Optional.of(Path.of(URI.create(kernel.getLocation().toString()))
                                .resolveSibling("cells.jar"))
                        .filter(Files::isRegularFile);
    }
}
