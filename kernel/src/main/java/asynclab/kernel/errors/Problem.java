package asynclab.kernel.errors;

import asynclab.kernel.code.Place;
import java.util.Locale;
import jdk.jshell.Diag;

/**
 * One error of the compiler.
 *
 * @param code the compiler's name for it, as {@code compiler.err.expected}
 * @param message what it says, with the learner's own names, maybe on several lines
 * @param source the statement or declaration that it is in
 * @param start where in the source it begins, {@code position} where exactly it is, {@code end} where it ends
 * @param place where the source stands
 */
public record Problem(String code, String message, String source, int start, int position, int end, Place place) {
    /** Longer spans are whole blocks: then the exact position is marked. */
    private static final int LONGEST_SPAN = 100;

    static Problem of(Diag error, String source, Place place) {
        return new Problem(
                error.getCode(),
                Names.unqualified(error.getMessage(Locale.ENGLISH)).stripTrailing(),
                source,
                within(error.getStartPosition(), source),
                within(error.getPosition(), source),
                within(error.getEndPosition(), source),
                place);
    }

    private static int within(long position, String source) {
        return Math.clamp(position, 0, source.length());
    }

    /** Returns the code that it is about. */
    String marked() {
        return source.substring(from(), Math.max(from(), to()));
    }

    boolean is(String name) {
        return code.equals("compiler.err." + name);
    }

    boolean startsWith(String name) {
        return code.startsWith("compiler.err." + name);
    }

    /** Whether the code is not Java by its form; what the compiler finds behind it in the line is a consequence. */
    boolean isForm() {
        return is("expected")
                || is("not.stmt")
                || startsWith("expected")
                || startsWith("illegal.start")
                || is("bad.initializer");
    }

    private boolean isBlock() {
        return end - start > LONGEST_SPAN
                || source.substring(start, Math.max(start, end)).contains("\n");
    }

    private int from() {
        return isBlock() ? position : start;
    }

    private int to() {
        return isBlock() ? Math.min(position + 1, source.length()) : end;
    }

    /** Returns its line in the cell, from 1. */
    int line() {
        return place.line()
                + (int) source.substring(0, from())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** Returns the text of its line. */
    String text() {
        int end = source.indexOf('\n', from());
        return source.substring(lineStart(), end < 0 ? source.length() : end).stripTrailing();
    }

    private int lineStart() {
        return source.lastIndexOf('\n', from() - 1) + 1;
    }

    /** Returns spaces and carets that mark the place under {@link #text}. */
    String carets() {
        var before = source.substring(lineStart(), from()).replaceAll("[^\t]", " ");
        int width = Math.clamp(to() - from(), 1, Math.max(1, text().length() - before.length()));
        return before + "^".repeat(width);
    }

    /** Returns the message in one line: "cannot find symbol: variable cuont". */
    String words() {
        return Words.of(this);
    }
}
