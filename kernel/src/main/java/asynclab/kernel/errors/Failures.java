package asynclab.kernel.errors;

import asynclab.kernel.code.Lines;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Tells learners what has failed, in their own lines. Any thread may call it. */
public final class Failures {
    private final Sources sources;
    private volatile @Nullable Throwable last; // set by whoever reports, read by %trace

    /** @param lines knows which cell a class is of */
    public Failures(Lines lines) {
        sources = new Sources(lines);
    }

    /** Remembers a cell's code, to show the lines of it that fail. */
    public void remember(String cell, String source) {
        sources.add(cell, source);
    }

    /**
     * Returns what to show under a cell that has thrown.
     *
     * @param progress what to say of the rest of the cell, or an empty text
     */
    public Failure thrown(Throwable thrown, String progress) {
        last = thrown;
        var lines = Trace.lines(thrown, "", sources);
        if (!progress.isEmpty()) {
            lines.add(progress);
        }
        return new Failure(Names.simple(thrown.getClass()), Trace.message(thrown), lines);
    }

    /**
     * Returns what to show when code was reached that uses a name which no cell has declared.
     *
     * @param message which name, in which method
     */
    public Failure unresolved(Throwable thrown, String message, String progress) {
        last = thrown;
        var lines = Trace.lines(thrown, "", sources);
        lines.set(0, Paint.strong("UnresolvedReferenceException: " + message));
        if (!progress.isEmpty()) {
            lines.add(progress);
        }
        return new Failure("UnresolvedReferenceException", message, lines);
    }

    /** Returns what to print when a thread of a cell has ended with an exception. */
    public String uncaught(Throwable thrown) {
        last = thrown;
        return String.join("\n", Trace.lines(thrown, "", sources));
    }

    /** Returns the whole of what was thrown last, every frame of it. */
    public String trace() {
        var thrown = last;
        if (thrown == null) {
            return "Nothing has been thrown yet.";
        }
        var text = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | StackOverflowError e) { // a learner's own toString
            text.append("(the rest cannot be read: toString throws ")
                    .append(Names.simple(e.getClass()))
                    .append(")");
        }
        return text.toString();
    }
}
