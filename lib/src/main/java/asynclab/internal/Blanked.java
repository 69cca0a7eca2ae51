package asynclab.internal;

import java.util.regex.Pattern;

/** Code without what only looks like code: texts, characters and comments are spaces, so that every place stays the same. */
public final class Blanked {
    private static final Pattern NO_CODE = Pattern.compile(
            "\"{3}[\\s\\S]*?\"{3}|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'|//[^\\n]*+|/\\*[\\s\\S]*?\\*/");

    private static final Pattern NOT_A_BREAK = Pattern.compile("[^\n]");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Blanked() {}

    /** Returns the code with spaces in place of them. */
    public static String of(String code) {
        return NO_CODE.matcher(code)
                .replaceAll(match -> NOT_A_BREAK.matcher(match.group()).replaceAll(" "));
    }

    /**
     * Whether it is a call, a new object or a step with its semicolon, what Java also takes as a statement: nobody has asked
     * for its value then. What is no statement in Java, {@code x} or {@code x;}, is not.
     */
    public static boolean isStatement(String code) {
        var bare = SPACE.matcher(of(code)).replaceAll("");
        return bare.endsWith(");") || bare.endsWith("++;") || bare.endsWith("--;");
    }
}
