package asynclab.kernel.output;

import java.util.Map;

/**
 * How much a cell shows. More makes the browser slow and the notebook's file large, and nobody reads it there.
 *
 * @param lines 20,000 unless {@code ASYNCLAB_OUTPUT_LINES} says otherwise
 * @param characters a hundred for each line: 2 million
 */
record Limits(long lines, long characters) {
    static final String VARIABLE = "ASYNCLAB_OUTPUT_LINES";
    private static final long LINES = 20_000;
    private static final long CHARACTERS_A_LINE = 100;

    Limits {
        if (lines < 1 || characters < 1) {
            throw new IllegalArgumentException(
                    "limits must be 1 or more, got " + lines + " lines, " + characters + " characters");
        }
    }

    /** Reads the environment; a value that is no number above 0 counts as not set. */
    static Limits of(Map<String, String> environment) {
        var set = environment.getOrDefault(VARIABLE, "").strip();
        long lines = set.matches("0*[1-9][0-9]{0,8}") ? Long.parseLong(set) : LINES;
        return new Limits(lines, lines * CHARACTERS_A_LINE);
    }

    /**
     * Returns how many characters of the text still fit: whole lines, but of a very long first one as much as there is room.
     *
     * @param shownLines how many were shown before
     * @param shownCharacters how many were shown before
     */
    int fitting(String text, long shownLines, long shownCharacters) {
        if (text.length() <= characters - shownCharacters && text.length() <= lines - shownLines) {
            return text.length(); // not more characters than lines are left: nothing to count
        }
        int end = (int) Math.min(text.length(), characters - shownCharacters);
        long left = lines - shownLines;
        int at = 0;
        for (; left > 0 && at < end; left--) {
            int line = text.indexOf('\n', at);
            if (line < 0 || line >= end) {
                break;
            }
            at = line + 1;
        }
        if (left == 0 || (end < text.length() && (at > 0 || shownCharacters > 0))) {
            return at;
        }
        return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    /** Returns how many lines end within the first {@code length} characters. */
    static int lines(String text, int length) {
        int lines = 0;
        for (int at = text.indexOf('\n'); at >= 0 && at < length; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        return lines;
    }
}
