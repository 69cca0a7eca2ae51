package asynclab.kernel.errors;

/**
 * The few colours of an error, for a terminal. Bold, red, blue and green are readable on the light and the dark pages of
 * JupyterLab; grey, yellow and cyan are not. Nothing is told by colour alone.
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
        return "\u001b[1;32mHelp:" + END + " " + text;
    }
}
