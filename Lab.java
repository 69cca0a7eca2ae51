import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts AsyncLab with {@code java Lab.java}: any JDK from 17 on runs this file, which finds JDK 25 and hands over to launcher/. */
public final class Lab {
    /** The one release the course runs on; others lack what lessons show or have changed it. */
    static final int WANTED = 25;

    private Lab() {}

    /** The folders of a computer as the search sees them; a test puts a recorded listing in their place. */
    interface Folders {
        /** Returns the names in a folder, sorted; empty if there is no such folder. */
        List<String> names(String folder);

        /** Returns a file's text; empty if there is no such file. */
        Optional<String> text(String file);

        /** Returns a path with its links resolved, or as it is if it does not exist. */
        String real(String path);
    }

    /** A JDK that was found: its home, its version ("25.0.3"), and the number in front of it. */
    record Jdk(String home, String version, int feature) {}

    /** Returns every JDK in the places of this system, the most wanted place first, without starting any of them. */
    static List<Jdk> find(Map<String, String> env, Map<String, String> properties, Folders folders) {
        var found = new LinkedHashMap<String, Jdk>();
        for (String place : places(env, properties, folders)) {
            for (String inside : List.of("", "/Contents/Home", "/libexec/openjdk.jdk/Contents/Home", "/libexec", "/current")) {
                jdk(folders.real(place + inside), folders).ifPresent(jdk -> found.putIfAbsent(jdk.home(), jdk));
            }
        }
        return List.copyOf(found.values());
    }

    private static Optional<Jdk> jdk(String home, Folders folders) {
        List<String> bin = folders.names(home + "/bin");
        if (!bin.contains("javac") && !bin.contains("javac.exe")) { // a runtime without the compiler cannot serve notebooks
            return Optional.empty();
        }
        return folders.text(home + "/release")
                .flatMap(text -> text.lines().filter(line -> line.startsWith("JAVA_VERSION=")).findFirst())
                .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", "").strip())
                .filter(version -> version.matches("\\d+\\b.*"))
                .map(version -> new Jdk(home, version, Integer.parseInt(version.split("\\D", 2)[0])));
    }

    private static List<String> places(Map<String, String> env, Map<String, String> properties, Folders folders) {
        if (env.containsKey("ASYNCLAB_JDK")) { // said by the user: then nothing else is looked at
            return List.of(slashes(env.get("ASYNCLAB_JDK")));
        }
        boolean windows = properties.get("os.name").startsWith("Windows");
        String user = slashes(properties.get("user.home"));
        var places = new ArrayList<String>();
        places.add(slashes(env.getOrDefault("JAVA_HOME", "")));
        String path = env.getOrDefault("PATH", env.getOrDefault("Path", ""));
        for (String folder : path.split(windows ? ";" : ":")) {
            String java = slashes(folder) + (windows ? "/java.exe" : "/java");
            places.add(folders.real(java).replaceFirst("/bin/java(\\.exe)?$", ""));
        }
        places.add(slashes(properties.get("java.home")));
        var parents = new ArrayList<>(List.of(user + "/.jdks", user + "/.sdkman/candidates/java", user + "/.jbang/cache/jdks"));
        if (windows) {
            for (String programs : List.of(env.getOrDefault("ProgramFiles", "C:/Program Files"), env.getOrDefault("LOCALAPPDATA", user + "/AppData/Local") + "/Programs")) {
                for (String maker : List.of("Java", "Eclipse Adoptium", "Microsoft", "Amazon Corretto", "Zulu", "BellSoft", "Semeru", "OpenJDK")) {
                    parents.add(slashes(programs) + "/" + maker);
                }
            }
            parents.addAll(List.of(user + "/scoop/apps", "C:/java"));
        } else if (properties.get("os.name").startsWith("Mac")) {
            parents.addAll(List.of("/Library/Java/JavaVirtualMachines", user + "/Library/Java/JavaVirtualMachines", "/opt/homebrew/opt", "/usr/local/opt"));
        } else {
            parents.addAll(List.of("/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt", "/opt/java", "/usr/local", "/home/linuxbrew/.linuxbrew/opt"));
        }
        parents.addAll(List.of(user + "/.asdf/installs/java", user + "/.local/share/mise/installs/java"));
        parents.forEach(parent -> folders.names(parent).forEach(name -> places.add(parent + "/" + name)));
        places.removeIf(place -> place.isBlank() || place.startsWith("/java"));
        return places;
    }

    private static String slashes(String path) {
        return path.replace('\\', '/').replaceFirst("/+$", "");
    }

    /** Returns what to say when no JDK found is the wanted one. */
    static String missing(List<Jdk> found, Map<String, String> env) {
        String seen = found.isEmpty() ? "none was found" : "found only " + String.join(", ", found.stream().map(jdk -> jdk.version() + " in " + jdk.home()).toList());
        String asked = env.containsKey("ASYNCLAB_JDK") ? "ASYNCLAB_JDK says " + env.get("ASYNCLAB_JDK") + "; " : "";
        return "AsyncLab needs JDK " + WANTED + ": " + asked + seen + "." + System.lineSeparator()
                + "What to do: install it (https://adoptium.net/temurin/releases/?version=" + WANTED + ", or your package manager), or set ASYNCLAB_JDK to its folder.";
    }

    public static void main(String[] args) throws Exception {
        Path root = Path.of(Lab.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath().getParent();
        Path sources = root.resolve("launcher/src/launcher");
        var properties = new LinkedHashMap<String, String>();
        List.of("os.name", "user.home", "java.home").forEach(name -> properties.put(name, System.getProperty(name)));
        List<Jdk> found = find(System.getenv(), properties, new Disk());
        Optional<Jdk> jdk = found.stream().filter(one -> one.feature() == WANTED).findFirst();
        if (jdk.isEmpty() || !Files.isDirectory(sources)) {
            System.err.println(jdk.isEmpty() ? missing(found, System.getenv()) : "There is no folder " + sources + "." + System.lineSeparator()
                    + "What to do: start Lab.java where the whole project is (git clone). If that is here and its path has special letters, set LC_ALL=C.UTF-8.");
            System.exit(1);
        }
        String key = key(sources, jdk.get());
        Path classes = root.resolve(".lab/launcher/" + key);
        var command = new ArrayList<>(List.of(jdk.get().home() + "/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
        command.addAll(List.of("-Dasynclab.root=" + root, "-Dasynclab.key=" + key, "-Dasynclab.parent=" + ProcessHandle.current().pid()));
        command.add("-Dasynclab.jdks=" + String.join("|", found.stream().map(one -> one.version() + " " + one.home()).toList()));
        boolean compiled = Files.isRegularFile(classes.resolve("launcher/Main.class"));
        command.addAll(compiled ? List.of("-cp", classes.toString(), "launcher.Main") : List.of(sources.resolve("Main.java").toString()));
        command.addAll(List.of(args));
        Process child = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child)));
        System.exit(child.waitFor());
    }

    /** Hands a stop on: the launcher gets 20 s to end JupyterLab in good order, then goes with all it started. */
    private static void end(Process child) {
        if (child.supportsNormalTermination()) { // not on Windows, where the console has told the launcher already
            child.destroy();
        }
        try {
            if (!child.waitFor(20, TimeUnit.SECONDS)) {
                child.descendants().forEach(ProcessHandle::destroyForcibly);
                child.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Names the compiled launcher: other sources, or another JDK build, and it is compiled again. */
    private static String key(Path sources, Jdk jdk) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        sha.update((jdk.home() + jdk.version()).getBytes(StandardCharsets.UTF_8));
        try (var files = Files.list(sources)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
                sha.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    /** The folders of this computer. What cannot be read, or is no path at all, counts as missing: the search goes on. */
    private static final class Disk implements Folders {
        @Override
        public List<String> names(String folder) {
            String[] names = new File(folder).list();
            return names == null ? List.of() : Arrays.stream(names).sorted().toList();
        }

        @Override
        public Optional<String> text(String file) {
            try {
                return Optional.of(Files.readString(Path.of(file)));
            } catch (IOException | InvalidPathException e) {
                return Optional.empty();
            }
        }

        @Override
        public String real(String path) {
            try {
                return Path.of(path).toRealPath().toString().replace('\\', '/');
            } catch (IOException | InvalidPathException e) {
                return path;
            }
        }
    }
}
