package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The kernelspec named {@code java}, in the place of the one that JJava's package brings. That one is kept in
 * {@code .lab/stock}, for runs side by side: {@code JUPYTER_PATH=.lab/stock}.
 */
record KernelSpec(Kernel kernel) implements Step {
    private static final String MARK = "\"asynclab\"";

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public String title() {
        return "Kernel's settings";
    }

    @Override
    public List<String> needs() {
        return List.of("packages");
    }

    @Override
    public String key() throws IOException {
        return new Fingerprint().text(json()).tree(logos()).key();
    }

    @Override
    public boolean sound() {
        try {
            return Files.isRegularFile(file())
                    && Files.readString(file()).equals(json())
                    && Files.isRegularFile(stock());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void make(Work work) throws Problem, IOException {
        keepStock();
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
        if (!Files.isRegularFile(shipped)) {
            if (!Files.isRegularFile(file()) || Files.readString(file()).contains(MARK)) {
                throw Problem.of("JJava's own kernelspec is gone.", "java Lab.java clean, then start again.");
            }
            Trees.move(file(), shipped);
        }
        String text = Files.readString(shipped)
                .replace("{resource_dir}", escape(kernel.spec().toString()))
                .replace("Java (jjava)", "Java (JJava as it comes)");
        Trees.write(stock(), text);
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
