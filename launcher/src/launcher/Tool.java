package launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program to start: its words, where, and with which variables changed.
 *
 * @param words program and arguments
 * @param folder where it runs
 * @param variables what is added to the launcher's own environment
 */
record Tool(List<String> words, Path folder, Map<String, String> variables) {
    Tool {
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
    }

    Tool(Path folder, List<String> words) {
        this(words, folder, Map.of());
    }

    /** Returns the same with more words at the end. */
    Tool plus(String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Tool(all, folder, variables);
    }

    /** Returns the same with a variable set. */
    Tool with(String name, String value) {
        var all = new TreeMap<>(variables);
        all.put(name, value);
        return new Tool(words, folder, all);
    }

    /**
     * Runs it to its end, each line to the log and to {@code lines}. When the launcher is told to stop, {@link Children}
     * ends it; an interrupt is not seen before its next line.
     *
     * @return the exit status
     */
    int run(Path log, Consumer<String> lines) throws Problem, IOException, InterruptedException {
        Trees.folder(Optional.ofNullable(log.getParent()).orElseThrow());
        Process process = start(builder().redirectErrorStream(true));
        process.getOutputStream().close();
        var charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), charset));
                var out = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write("$ " + String.join(" ", words) + System.lineSeparator());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(line + System.lineSeparator());
                out.flush();
                lines.accept(line);
            }
            return process.waitFor();
        } finally {
            Children.end(process, 0);
        }
    }

    /** Runs it and returns all it prints, or empty if it does not start, fails, or takes longer than 20 s. */
    Optional<String> ask() throws InterruptedException {
        try {
            Path answer = Files.createTempFile("asynclab", ".txt");
            try {
                Process process = start(builder().redirectErrorStream(true).redirectOutput(answer.toFile()));
                process.getOutputStream().close();
                boolean ended = process.waitFor(20, TimeUnit.SECONDS);
                Children.end(process, 0);
                return ended && process.exitValue() == 0 ? Optional.of(Files.readString(answer)) : Optional.empty();
            } finally {
                Files.deleteIfExists(answer);
            }
        } catch (IOException | Problem e) {
            return Optional.empty();
        }
    }

    /** Returns it ready to be started some other way. */
    ProcessBuilder builder() {
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(variables);
        return builder;
    }

    private Process start(ProcessBuilder builder) throws Problem {
        try {
            return Children.track(builder.start());
        } catch (IOException e) {
            throw Problem.of(
                    words.getFirst() + " could not be started (" + e.getMessage() + ").",
                    "Check that it is there and may be run, then start again.");
        }
    }
}
