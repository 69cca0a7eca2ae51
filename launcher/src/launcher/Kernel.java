package launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps that make the course's Java kernel. */
final class Kernel {
    private Kernel() {}

    static List<Step> steps(Project project, Toolchain tools) {
        return List.of(new Kernelspec(project, tools));
    }

    /** The kernelspec: one JVM, started directly on JJava's main class with the library on its class path. */
    private record Kernelspec(Project project, Toolchain tools) implements Step {
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
            return new Fingerprint().text(json()).key();
        }

        @Override
        public boolean sound() {
            try {
                return Files.isRegularFile(file()) && Trees.read(file()).equals(json());
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void make(Work work) throws IOException {
            Trees.write(file(), json());
        }

        private Path file() {
            return project.venv().resolve("share/jupyter/kernels/java/kernel.json");
        }

        private String json() {
            String path = project.venv().resolve("share/jupyter/kernels/java/jjava.jar")
                    + File.pathSeparator
                    + project.lib().resolve("*");
            String words = Stream.of(
                            tools.java(),
                            "--enable-preview",
                            "-cp",
                            path,
                            "org.dflib.jjava.distro.JJava",
                            "{connection_file}")
                    .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(", "));
            return """
                    {"argv": [%s], "display_name": "Java", "language": "java", "interrupt_mode": "message"}
                    """.formatted(words);
        }
    }
}
