package asynclab.crawl;

import asynclab.http.FetchException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a URL turned out to be. A bad page is one of these too: a crawl never ends because of a page.
 *
 * <p>Immutable.
 */
public sealed interface Outcome {
    /**
     * Something to read.
     *
     * @param title of an HTML page; empty for other text
     * @param links where it leads, once each, in order; not those it asks robots not to follow
     * @param noIndex whether it asks not to be listed
     * @param cut whether its end was cut off at the cap
     * @param fields what the crawl's {@link Extractor} took from it
     */
    record Page(
            int status,
            String title,
            List<String> links,
            boolean noIndex,
            boolean cut,
            Validators validators,
            Map<String, String> fields)
            implements Outcome {}

    /** Another address to ask; it is a URL of its own in the frontier. */
    record Redirect(int status, String target) implements Outcome {}

    /** As it was when it was last fetched. */
    record NotModified() implements Outcome {}

    /** A list of URLs. */
    record Sitemap(int links) implements Outcome {}

    /** The server's own no. */
    record HttpError(int status) implements Outcome {}

    /** Not fetched, or not to its end, by a rule of ours. */
    record Refused(Reason reason, String detail) implements Outcome {}

    /** No answer. */
    record Failed(FetchException.Kind kind, String detail) implements Outcome {}

    /** Why something was refused. */
    enum Reason {
        /** robots.txt does not allow it. */
        ROBOTS,
        /** robots.txt could not be read, and may forbid it (RFC 9309 section 2.3.1.4). */
        NO_ROBOTS,
        /** robots.txt asks for a longer delay than this crawl has time for. */
        TOO_SLOW,
        /** The host failed too often in a row and is left alone. */
        PARKED,
        /** It leads into this machine, a local network, or something else that is no public host. */
        ADDRESS,
        /** Larger than the caps. */
        TOO_LARGE,
        /** In an encoding nobody asked for. */
        ENCODING,
        /** No text. */
        TYPE,
        /** No address to ask. */
        URL
    }

    /** One word for it, for tables: {@code page}, {@code redirect}, {@code refused: robots}. */
    default String word() {
        return switch (this) {
            case Page _ -> "page";
            case Redirect _ -> "redirect";
            case NotModified _ -> "not modified";
            case Sitemap _ -> "sitemap";
            case HttpError _ -> "error";
            case Refused refused -> "refused: " + words(refused.reason());
            case Failed failed -> "failed: " + words(failed.kind());
        };
    }

    /** The HTTP status, if there was one. */
    default Optional<Integer> statusCode() {
        return switch (this) {
            case Page page -> Optional.of(page.status());
            case Redirect redirect -> Optional.of(redirect.status());
            case NotModified _ -> Optional.of(304);
            case Sitemap _ -> Optional.of(200);
            case HttpError error -> Optional.of(error.status());
            case Refused _, Failed _ -> Optional.empty();
        };
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
