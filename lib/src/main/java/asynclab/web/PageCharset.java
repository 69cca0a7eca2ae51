package asynclab.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * How a page is encoded, and what it says about that. The WHATWG standards decide who is believed: the header before
 * the meta element, and the meta element if the header names no charset, or none that exists.
 */
enum PageCharset {
    /** Nothing wrong. */
    PLAIN(0, Optional.of("utf-8"), "utf-8", UTF_8, UTF_8),
    /** The header says ISO-8859-1, the bytes are UTF-8. */
    SAYS_LATIN(1, Optional.of("iso-8859-1"), "utf-8", UTF_8, ISO_8859_1),
    /** The header says UTF-8, the bytes are ISO-8859-1. */
    SAYS_UTF8(2, Optional.of("utf-8"), "iso-8859-1", ISO_8859_1, UTF_8),
    /** The header says a charset that does not exist; the meta element is right. */
    SAYS_NONSENSE(3, Optional.of("x-no-such-charset"), "utf-8", UTF_8, UTF_8),
    /** The header says nothing; the meta element is right. */
    SAYS_NOTHING(4, Optional.empty(), "iso-8859-1", ISO_8859_1, ISO_8859_1);

    private final int number;
    private final Optional<String> header;
    private final String meta;
    private final Charset bytes;
    private final Charset read;

    PageCharset(int number, Optional<String> header, String meta, Charset bytes, Charset read) {
        this.number = number;
        this.header = header;
        this.meta = meta;
        this.bytes = bytes;
        this.read = read;
    }

    /** The charsets a page can be wrong about. */
    static List<PageCharset> odd() {
        return List.of(SAYS_LATIN, SAYS_UTF8, SAYS_NONSENSE, SAYS_NOTHING);
    }

    /** Counts the charsets, the plain one 0: the number of their page. */
    int number() {
        return number;
    }

    String contentType() {
        return "text/html" + header.map(charset -> "; charset=" + charset).orElse("");
    }

    String meta() {
        return meta;
    }

    byte[] encode(String text) {
        return text.getBytes(bytes);
    }

    /** What a reader sees who believes whom the standard says. */
    String readBack(String text) {
        return new String(text.getBytes(bytes), read);
    }
}
