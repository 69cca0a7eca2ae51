package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The programs the steps are made with.
 *
 * @param project the project they work in
 * @param jdk the home of JDK 25, which also runs this launcher
 * @param jdkBuild its exact build: caches made by one build are of no use to another
 * @param platform the system
 * @param env the launcher's own environment
 * @param userHome the user's folder as Java knows it: Maven keeps its downloads there
 */
record Toolchain(
        Project project, Path jdk, String jdkBuild, Platform platform, Map<String, String> env, String userHome) {
    static Toolchain of(Project project) {
        return new Toolchain(
                project,
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                Platform.current(),
                System.getenv(),
                System.getProperty("user.home"));
    }

    /** Returns the JDK's {@code java}. */
    String java() {
        return jdk.resolve("bin").resolve(platform.program("java")).toString();
    }

    /** Returns Maven through the project's wrapper, with these words. */
    Tool maven(String... words) {
        var all = new ArrayList<>(platform.wrapper(project.root()));
        all.add("-B");
        Map<String, String> variables = variables();
        if (!Files.isWritable(Path.of(userHome))) {
            all.add("-Dmaven.repo.local=" + home().resolve("repository"));
        }
        all.addAll(List.of(words));
        return new Tool(all, project.root(), variables);
    }

    /** Returns the environment's Python with these words. */
    Tool python(String... words) {
        var all = new ArrayList<>(List.of(project.python().toString()));
        all.addAll(List.of(words));
        return new Tool(all, project.root(), variables());
    }

    /** Returns what every tool finds in its environment: this JDK first, and a home it may write to. */
    Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        String path = path();
        String more = jdk.resolve("bin").toString();
        if (!onPath("unzip") && platform != Platform.WINDOWS) {
            path = path + platform.pathSeparator() + project.lab().resolve("bin");
        }
        variables.put("PATH", more + platform.pathSeparator() + path);
        variables.put("JAVA_HOME", jdk.toString());
        variables.put("PYTHONUTF8", "1");
        variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        String home = env.getOrDefault(platform.homeVariable(), "");
        if (home.isEmpty() || !Files.isWritable(Path.of(home))) {
            variables.put(platform.homeVariable(), home().toString());
        }
        return variables;
    }

    /** Makes what {@link #variables} promises: a home where the user's cannot be written, and a stand-in for unzip. */
    void prepare() throws IOException {
        if (variables().containsKey(platform.homeVariable())) {
            Trees.folder(home());
        }
        if (!onPath("unzip") && platform != Platform.WINDOWS) {
            Path unzip = project.lab().resolve("bin/unzip");
            Trees.write(unzip, UNZIP);
            if (!unzip.toFile().setExecutable(true)) {
                throw new IOException("Permission denied: " + unzip + " cannot be made executable");
            }
        }
    }

    boolean onPath(String program) {
        String path = path();
        return Arrays.stream(path.split(platform.pathSeparator(), -1))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(platform.program(program))));
    }

    private String path() {
        return env.getOrDefault("PATH", env.getOrDefault("Path", ""));
    }

    private Path home() {
        return project.lab().resolve("home");
    }

    // Maven's wrapper calls it as: unzip -q FILE -d FOLDER. Without it, the wrapper would download another archive than
    // the one whose checksum is pinned. The JDK's jar reads the archive but drops the right to execute.
    private static final String UNZIP = """
            #!/bin/sh
            # Stands in for unzip, which is not installed here: the JDK's jar tool does the work.
            set -e
            while [ $# -gt 0 ]; do
              case "$1" in
              -d) folder=$2; shift ;;
              -*) ;;
              *) archive=$1 ;;
              esac
              shift
            done
            cd "$folder"
            "$JAVA_HOME/bin/jar" --extract --file "$archive"
            chmod +x ./*/bin/* 2>/dev/null || :
            """;
}
