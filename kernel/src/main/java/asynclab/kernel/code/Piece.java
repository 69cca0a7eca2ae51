package asynclab.kernel.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/**
 * One statement or declaration of a cell, for JShell to evaluate.
 *
 * @param source what to evaluate: starts with no space, as JShell miscounts the lines behind an empty first one
 * @param text the same as it stands in the cell: JShell adds a semicolon where one is missing at the end
 * @param line the line of the code that it starts on, from 1
 * @param complete whether it is Java as far as its form goes
 */
public record Piece(String source, String text, int line, boolean complete) {
    private static final Pattern COMMENTS = Pattern.compile("(?:\\s|//[^\n]*\n|/\\*[\\s\\S]*?\\*/)+");

    /** Splits code. The last piece is incomplete if the code from there on cannot be split: its form is wrong. */
    public static List<Piece> of(String code, SourceCodeAnalysis analysis) {
        var pieces = new ArrayList<Piece>();
        var rest = code;
        while (!rest.isBlank()) {
            var info = analysis.analyzeCompletion(rest);
            if (info.completeness() == Completeness.EMPTY) {
                break;
            }
            int from = code.length() - rest.length();
            boolean complete = info.completeness().isComplete();
            rest = complete ? info.remaining() : "";
            var text = code.substring(from, code.length() - rest.length());
            var source = (complete ? info.source() : text).stripLeading();
            int start = from + text.length() - text.stripLeading().length();
            pieces.add(new Piece(source, text.strip(), lineOf(code, start), complete));
        }
        return pieces;
    }

    /** Returns the line of an offset, from 1. */
    public static int lineOf(String code, int offset) {
        return 1
                + (int) code.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** Returns the line of its first word that is no comment, from 1. */
    public int firstLine() {
        var comments = COMMENTS.matcher(text);
        return line + (comments.lookingAt() ? lineOf(text, comments.end()) - 1 : 0);
    }

    /** Returns the line that it ends on, from 1. */
    public int lastLine() {
        return line + (int) text.chars().filter(c -> c == '\n').count();
    }

    /** Returns where it stands, in code that stands somewhere itself. */
    public Place in(Place code) {
        return new Place(code.number(), code.line() + line - 1);
    }
}
