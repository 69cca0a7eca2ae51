package asynclab.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;

/**
 * What JJava takes from its environment, by the same names.
 *
 * @param variables the process's environment
 */
record Environment(Map<String, String> variables) {
    /** Returns the options for the compiler of cells: preview features are on, as in the JVM. */
    List<String> compilerOptions() {
        // "--release" would do as well as "--source", but costs gigabytes in JShell.
        var options = new ArrayList<>(List.of(
                "--enable-preview",
                "--source",
                Integer.toString(Runtime.version().feature())));
        var more = variables.getOrDefault("JJAVA_COMPILER_OPTS", "").strip();
        if (!more.isEmpty()) {
            options.addAll(List.of(more.split("\\s+")));
        }
        return options;
    }

    /** Returns paths to add to the class path, or an empty text. */
    String classPath() {
        return variables.getOrDefault("JJAVA_CLASSPATH", "");
    }

    boolean extensions() {
        var value = variables.getOrDefault("JJAVA_LOAD_EXTENSIONS", "true").strip();
        return !(value.isEmpty() || value.equals("0") || value.equalsIgnoreCase("false"));
    }

    /** Returns code to run before the first cell. */
    List<String> startupScripts() throws IOException {
        var scripts = new ArrayList<String>();
        var paths = variables.getOrDefault("JJAVA_STARTUP_SCRIPTS_PATH", "");
        if (!paths.isBlank()) {
            for (var path : PathsHandler.splitAndResolveGlobs(paths)) {
                if (Files.isReadable(path) && Files.isRegularFile(path)) {
                    scripts.add(Files.readString(path));
                }
            }
        }
        var script = variables.get("JJAVA_STARTUP_SCRIPT");
        if (script != null) {
            scripts.add(script);
        }
        return scripts;
    }
}
