package asynclab.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which charset a body is in: its byte order mark, else the header's charset if this JVM has it, else what its first
 * kilobyte declares (HTML and XML), else UTF-8. That is jsoup's order; browsers would end with windows-1252 (WHATWG
 * HTML, section 13.2.3.2), which turns any UTF-8 page without a declaration into nonsense.
 */
final class Charsets {
    private static final int DECLARED_WITHIN = 1024; // WHATWG HTML, section 13.2.3.2, step 5
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\"\\s;]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARED = Pattern.compile(
            "(?:<meta[^>]*?charset|<\\?xml[^>]*?encoding)\\s*=\\s*[\"']?\\s*([^\"'\\s/>;]+)", Pattern.CASE_INSENSITIVE);

    private Charsets() {}

    static Charset of(Optional<String> header, byte[] body) {
        return mark(body)
                .or(() -> header.flatMap(Charsets::known))
                .or(() -> declared(body).flatMap(Charsets::known))
                .orElse(StandardCharsets.UTF_8);
    }

    /** The bytes as text, without the mark. */
    static String text(Optional<String> header, byte[] body) {
        int skipped = mark(body)
                .map(charset -> charset.equals(StandardCharsets.UTF_8) ? 3 : 2)
                .orElse(0);
        return new String(body, skipped, body.length - skipped, of(header, body));
    }

    /** The charset parameter of a Content-Type. */
    static Optional<String> parameter(String contentType) {
        return first(PARAMETER, contentType);
    }

    /** The charset of this name, if the JVM has it. */
    static Optional<Charset> known(String name) {
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> mark(byte[] body) {
        if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (body.length >= 2 && body[0] == (byte) 0xFE && body[1] == (byte) 0xFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        boolean little = body.length >= 2 && body[0] == (byte) 0xFF && body[1] == (byte) 0xFE;
        return little ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static Optional<String> declared(byte[] body) {
        int end = Math.min(body.length, DECLARED_WITHIN);
        return first(DECLARED, new String(body, 0, end, StandardCharsets.ISO_8859_1));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().map((MatchResult match) -> match.group(1));
    }
}
