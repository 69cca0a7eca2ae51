package asynclab.kernel.errors;

/**
 * Bold text, for a terminal. It is the only mark that an error has: each colour of a terminal is hard to read on the light red
 * that JupyterLab paints under an error, on the dark red of its dark theme, or on both.
 */
public final class Paint {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private Paint() {}

    /** What the eye should find: what has failed, where, and the place in the line. */
    public static String strong(String text) {
        return text.isEmpty() ? "" : BOLD + text + PLAIN;
    }

    /** A sentence of help. */
    static String help(String text) {
        return strong("Help:") + " " + text;
    }
}
