package asynclab.kernel.errors;

import asynclab.kernel.code.Lines;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The source of the cells that have run, to show the lines that failed. Safe for any thread. */
final class Sources {
    /** More than anybody scrolls back to; a cell that runs in a loop for days must not fill the memory. */
    private static final int KEPT = 2_000;

    private static final Pattern LINE = Pattern.compile("\r?\n");

    private final Map<String, String> cells = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT;
        }
    };

    private final Lines lines;

    Sources(Lines lines) {
        this.lines = lines;
    }

    /** Returns the cell that a frame is in, as "Cell 14". */
    String cell(StackTraceElement frame) {
        return lines.cell(frame.getClassName()).orElse(frame.getFileName() == null ? "a cell" : frame.getFileName());
    }

    /** @param cell as in a stack trace: "Cell 14" */
    synchronized void add(String cell, String source) {
        cells.put(cell, source);
    }

    /** Returns a line, from 1, without the space around it. */
    synchronized Optional<String> line(String cell, int number) {
        var source = cells.get(cell);
        if (source == null || number < 1) {
            return Optional.empty();
        }
        return LINE.splitAsStream(source)
                .skip(number - 1L)
                .findFirst()
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
