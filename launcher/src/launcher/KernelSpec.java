package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The kernelspec named {@code java}, in the place of the one that JJava's package brings. That one is kept in
 * {@code .lab/stock}, for runs side by side: {@code JUPYTER_PATH=.lab/stock}.
 */
record KernelSpec(Kernel kernel) implements Step {
    // JJava reports the start and the end of its threads; a learner's own loggers stay as they are.
    private static final String LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            .level=INFO
            Loop-Heartbeat-0.level=WARNING
            Loop-Shell-0.level=WARNING
            Loop-Shell-1.level=WARNING
            """;

    private static final String MARK = "\"asynclab\"";

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public String title() {
        return "Java kernel";
    }

    @Override
    public List<String> needs() {
        return List.of("packages", "library");
    }

    @Override
    public String key() throws IOException {
        return new Fingerprint()
                .text(json())
                .text(LOGGING)
                .text(
                        Files.isDirectory(kernel.project().lib())
                                ? manifest().getMainAttributes().toString()
                                : "")
                .tree(logos())
                .key();
    }

    @Override
    public boolean sound() {
        try {
            return Files.isRegularFile(file())
                    && Files.readString(file()).equals(json())
                    && Files.isRegularFile(stock())
                    && Files.isRegularFile(kernel.jar())
                    && Files.isRegularFile(kernel.jjava());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void make(Work work) throws Problem, IOException {
        keepStock();
        writeJar();
        Trees.write(kernel.folder().resolve("logging.properties"), LOGGING);
        try (var logos = Files.newDirectoryStream(logos(), "logo-*")) {
            for (Path logo : logos) {
                Trees.sync(logo, kernel.spec().resolve(logo.getFileName().toString()));
            }
        }
        Trees.write(file(), json());
    }

    // What the package brought is moved aside once, and read again from there when .lab/stock is gone.
    private void keepStock() throws Problem, IOException {
        Path shipped = kernel.spec().resolve("kernel.shipped.json");
        if (Files.isRegularFile(file()) && !Files.readString(file()).contains(MARK)) {
            Trees.move(file(), shipped);
        }
        if (!Files.isRegularFile(shipped) || !Files.isRegularFile(kernel.jjava())) {
            Trees.delete(kernel.project().stamps().resolve("venv")); // the next start makes it anew
            throw Problem.of("The Java kernel's package is damaged.", "Start again: it is installed anew.");
        }
        String text = Files.readString(shipped)
                .replace("{resource_dir}", escape(kernel.spec().toString()))
                .replace("Java (jjava)", "Java (JJava as it comes)");
        Trees.write(stock(), text);
    }

    // Not by the jar tool, and with a fixed time: the same content is the same file, and caches made with it stay good.
    private void writeJar() throws IOException {
        Trees.folder(kernel.folder());
        Path made = kernel.folder().resolve("made.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(made))) {
            var entry = new ZipEntry(JarFile.MANIFEST_NAME);
            entry.setLastModifiedTime(FileTime.fromMillis(0));
            out.putNextEntry(entry);
            manifest().write(out);
            out.closeEntry();
        }
        Trees.sync(made, kernel.jar());
        Trees.delete(made);
    }

    /**
     * "Add-Opens" in the manifest does what "--add-opens" does on the command line, but there it makes the JVM do without
     * half of its cache. The class path is relative to the jar: so the compiler in JShell reads it, which takes no URLs.
     */
    private Manifest manifest() throws IOException {
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "org.dflib.jjava.distro.JJava");
        main.putValue("Add-Opens", "jdk.jshell/jdk.jshell");
        main.putValue("Enable-Native-Access", "ALL-UNNAMED");
        try (var jars = Files.list(kernel.project().lib())) {
            String path = jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .sorted()
                    .map(this::relative)
                    .collect(Collectors.joining(" "));
            main.put(Attributes.Name.CLASS_PATH, relative(kernel.jjava()) + " " + path);
        }
        return manifest;
    }

    private String relative(Path jar) {
        return kernel.folder().relativize(jar).toString().replace('\\', '/');
    }

    private String json() {
        String words = kernel.command().stream()
                .map(word -> "    \"" + escape(word) + '"')
                .collect(Collectors.joining(",\n"));
        Map<String, String> variables = new TreeMap<>(kernel.variables());
        String env = variables.entrySet().stream()
                .map(entry -> "    \"" + entry.getKey() + "\": \"" + escape(entry.getValue()) + '"')
                .collect(Collectors.joining(",\n"));
        return """
                {
                  "argv": [
                %s
                  ],
                  "display_name": "Java",
                  "language": "java",
                  "interrupt_mode": "message",
                  "env": {
                %s
                  },
                  "metadata": {%s: true}
                }
                """.formatted(words, env, MARK);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    private Path file() {
        return kernel.spec().resolve("kernel.json");
    }

    private Path stock() {
        return kernel.project().lab().resolve("stock/kernels/java/kernel.json");
    }

    private Path logos() {
        return kernel.project().root().resolve("launcher/kernel");
    }
}
