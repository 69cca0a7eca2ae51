package asynclab.kernel.output;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the text goes that a cell shows no more. Only for the thread that sends.
 *
 * <p>In the system's folder for temporary files, until the kernel ends. A full disk costs the rest of the text, and the
 * learner is told.
 */
final class RestFile {
    /** Characters. A loop that prints for ever must not fill the disk. */
    private static final long LARGEST = 100_000_000;

    private final Cell cell;
    private final String id;
    private final Limits limits;
    private @Nullable Path path;
    private @Nullable Writer writer;
    private String problem = "";
    private long lines; // in the file
    private long characters; // in the file
    private long lost; // lines that are nowhere

    RestFile(Cell cell, String id, Limits limits) {
        this.cell = cell;
        this.id = id;
        this.limits = limits;
    }

    /** The display id of the note about it. */
    String id() {
        return id;
    }

    void add(String text) {
        int ends = Limits.lines(text, text.length());
        if (problem.isEmpty() && characters + text.length() > LARGEST) {
            problem = "the file is large enough";
        }
        if (!problem.isEmpty()) {
            lost += ends;
            return;
        }
        try {
            open().append(text);
            lines += ends;
            characters += text.length();
        } catch (IOException e) {
            problem = e.toString();
            lost += ends;
        }
    }

    private Writer open() throws IOException {
        if (writer == null) {
            path = Files.createTempFile("asynclab-cell-" + cell.number() + "-", ".txt");
            path.toFile().deleteOnExit();
            writer = Files.newBufferedWriter(path);
        }
        return writer;
    }

    /** Returns what to tell the learner, once all that was added can be read from the file. */
    String note() {
        try {
            if (writer != null) {
                writer.flush();
            }
        } catch (IOException e) {
            problem = e.toString();
        }
        return "Cut here: one cell shows %,d lines or %,d characters. ".formatted(limits.lines(), limits.characters())
                + (path == null ? "" : "The rest, %,d lines so far, is in %s".formatted(lines, path))
                + (problem.isEmpty() ? "" : ". %,d lines more are lost: %s".formatted(lost, problem))
                + " · more here: environment variable " + Limits.VARIABLE;
    }
}
