package asynclab.kernel.code;

import java.util.regex.Pattern;

/** Code without what only looks like code: texts, characters and comments are spaces, so that every place stays the same. */
public final class Blanked {
    private static final Pattern NO_CODE = Pattern.compile(
            "\"{3}[\\s\\S]*?\"{3}|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'|//[^\\n]*+|/\\*[\\s\\S]*?\\*/");

    private static final Pattern NOT_A_BREAK = Pattern.compile("[^\n]");

    private Blanked() {}

    /** Returns the code with spaces in place of them. */
    public static String of(String code) {
        return NO_CODE.matcher(code)
                .replaceAll(match -> NOT_A_BREAK.matcher(match.group()).replaceAll(" "));
    }
}
