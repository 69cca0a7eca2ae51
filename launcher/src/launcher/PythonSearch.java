package launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds a Python that is new enough: on the PATH first, then in the usual folders of the system. */
final class PythonSearch {
    private static final List<String> NAMED =
            List.of("python3.14", "python3.13", "python3.12", "python3.11", "python3.10");

    private final Platform platform;
    private final Map<String, String> env;
    private final Function<String, List<String>> names;

    /** @param names returns the names in a folder; a test puts a recorded listing in its place */
    PythonSearch(Platform platform, Map<String, String> env, Function<String, List<String>> names) {
        this.platform = platform;
        this.env = env;
        this.names = names;
    }

    /** Returns the search on this computer. */
    static PythonSearch here() {
        return new PythonSearch(Platform.current(), System.getenv(), folder -> {
            String[] found = Path.of(folder).toFile().list();
            return found == null ? List.of() : Arrays.stream(found).sorted().toList();
        });
    }

    /** Returns the commands worth asking, in order, without starting any of them. */
    List<List<String>> commands() {
        String said = env.getOrDefault("ASYNCLAB_PYTHON", "");
        if (!said.isBlank()) { // said by the user: then nothing else is looked at
            return List.of(List.of(said));
        }
        boolean windows = platform == Platform.WINDOWS;
        var found = new LinkedHashSet<List<String>>();
        var onPath = new ArrayList<>(List.of("python3", "python"));
        onPath.addAll(NAMED);
        for (String name : onPath) {
            for (String folder : path()) {
                String program = platform.program(name);
                if (names.apply(folder).contains(program)) {
                    found.add(List.of(folder + "/" + program));
                }
            }
            if (windows && name.equals("python")) {
                path().stream()
                        .filter(folder -> names.apply(folder).contains("py.exe"))
                        .forEach(folder -> found.add(List.of(folder + "/py.exe", "-3")));
            }
        }
        String user = slashes(env.getOrDefault(platform.homeVariable(), ""));
        switch (platform) {
            case WINDOWS -> {
                String local = slashes(env.getOrDefault("LOCALAPPDATA", user + "/AppData/Local"));
                String programs = slashes(env.getOrDefault("ProgramFiles", "C:/Program Files"));
                for (String parent : List.of(local + "/Programs/Python", programs, "C:")) {
                    below(parent, "Python3", "", found);
                }
                below(user + "/.pyenv/pyenv-win/versions", "3", "", found);
            }
            case MACOS -> {
                below("/Library/Frameworks/Python.framework/Versions", "3", "/bin", found);
                inside(List.of("/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"), found);
            }
            case LINUX -> inside(List.of("/usr/bin", "/usr/local/bin", user + "/.local/bin"), found);
        }
        below(slashes(env.getOrDefault("PYENV_ROOT", user + "/.pyenv")) + "/versions", "3", "/bin", found);
        return List.copyOf(found);
    }

    /** Returns the first Python that will do, or says what is wrong with those there are. */
    Python find(Path folder) throws Problem, InterruptedException {
        var tooOld = new ArrayList<Python>();
        var noVenv = new ArrayList<Python>();
        for (List<String> command : commands()) {
            Optional<Python> python = Python.ask(command, folder);
            if (python.isPresent() && python.get().newEnough() && python.get().makesEnvironments()) {
                return python.get();
            }
            python.ifPresent(one -> (one.newEnough() ? noVenv : tooOld).add(one));
        }
        throw missing(tooOld, noVenv);
    }

    Problem missing(List<Python> tooOld, List<Python> noVenv) {
        if (!noVenv.isEmpty()) {
            Python python = noVenv.getFirst();
            return Problem.of(
                    "Python " + python.version() + " (" + python.program()
                            + ") cannot make environments: its venv module is missing.",
                    platform == Platform.LINUX
                            ? "sudo apt install python3-venv (or your system's package of that kind), then start again."
                            : "Install Python again from https://www.python.org/downloads/, then start again.");
        }
        String seen = tooOld.stream()
                .max(Comparator.comparingInt(Python::major).thenComparingInt(Python::minor))
                .map(newest -> "the newest found is " + newest.version() + " (" + newest.program() + ")")
                .orElse("none was found");
        String install = switch (platform) {
            case LINUX -> "sudo apt install python3 python3-venv (or your system's packages)";
            case MACOS -> "brew install python, or get it from https://www.python.org/downloads/";
            case WINDOWS -> "winget install Python.Python.3.13, or get it from https://www.python.org/downloads/";
        };
        return Problem.of(
                "AsyncLab needs Python 3." + Python.OLDEST + " or later: " + seen + ".",
                install + "; or set ASYNCLAB_PYTHON to its program. Then start again.");
    }

    private List<String> path() {
        String path = env.getOrDefault("PATH", env.getOrDefault("Path", ""));
        return Arrays.stream(path.split(platform.pathSeparator(), -1))
                .map(PythonSearch::slashes)
                .filter(folder -> !folder.isBlank())
                // Windows puts programs of this name there that only open its shop.
                .filter(folder -> !folder.endsWith("/Microsoft/WindowsApps"))
                .toList();
    }

    /** Adds the Pythons in folders named after a version, the newest first. */
    private void below(String parent, String prefix, String inside, Set<List<String>> found) {
        names.apply(parent).stream()
                .filter(name -> name.startsWith(prefix))
                .sorted(Comparator.comparingInt(PythonSearch::minor).reversed())
                .map(name -> parent + "/" + name + inside)
                .filter(folder -> names.apply(folder).contains(platform.program("python"))
                        || names.apply(folder).contains("python3"))
                .forEach(folder -> found.add(List.of(folder + "/"
                        + (names.apply(folder).contains("python3") ? "python3" : platform.program("python")))));
    }

    private void inside(List<String> folders, Set<List<String>> found) {
        var programs = new ArrayList<>(List.of("python3"));
        programs.addAll(NAMED);
        for (String folder : folders) {
            programs.stream()
                    .filter(names.apply(folder)::contains)
                    .forEach(name -> found.add(List.of(folder + "/" + name)));
        }
    }

    // "3.12.1", "Python312", "3.9": the digits after the 3.
    private static int minor(String name) {
        String digits = name.replaceFirst("^\\D*3\\.?", "").split("\\D", 2)[0];
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    private static String slashes(String path) {
        return path.replace('\\', '/').replaceFirst("/+$", "");
    }
}
