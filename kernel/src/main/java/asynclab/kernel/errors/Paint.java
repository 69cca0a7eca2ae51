package asynclab.kernel.errors;

/**
 * The few colours of an error, for a terminal. Bold text is readable everywhere; bold red and blue stand out on the light
 * pages of JupyterLab (contrast 4.5 and more) and less on the red of an error on its dark ones (2.1 to 2.4), so they mark
 * names and places only; green, grey, yellow and cyan do not do. Nothing is told by colour alone.
 */
final class Paint {
    private static final String END = "\u001b[0m";

    private Paint() {}

    /** What has failed. */
    static String failure(String text) {
        return "\u001b[1;31m" + text + END;
    }

    static String strong(String text) {
        return text.isEmpty() ? "" : "\u001b[1m" + text + END;
    }

    /** Where it was. */
    static String place(String text) {
        return "\u001b[1;34m" + text + END;
    }

    static String mark(String text) {
        return "\u001b[1;31m" + text + END;
    }

    /** A sentence of help. */
    static String help(String text) {
        return strong("Help:") + " " + text;
    }
}
