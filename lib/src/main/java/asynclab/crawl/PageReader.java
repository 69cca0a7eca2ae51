package asynclab.crawl;

import asynclab.http.Body;
import asynclab.http.Head;
import asynclab.http.Redirects;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes an outcome of a response. What will not be read is refused before its body arrives. Immutable. */
final class PageReader {
    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");
    private static final int SNIFFED = 512;

    /** WHATWG MIME Sniffing section 7.1: what HTML begins with when nobody says that it is. */
    private static final Pattern LOOKS_LIKE_HTML = Pattern.compile(
            "\\s*(?:<!--|<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\\s>]).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final PageParser parser;
    private final SitemapReader sitemaps;

    PageReader(PageParser parser, SitemapReader sitemaps) {
        this.parser = parser;
        this.sitemaps = sitemaps;
    }

    /** What a response leads to, with the links it brings. */
    record Result(Outcome outcome, SitemapReader.Content sitemap) {
        static Result of(Outcome outcome) {
            return new Result(outcome, SitemapReader.Content.NONE);
        }
    }

    Result read(Link.Kind kind, Head head, Body body) throws IOException {
        int status = head.status();
        if (status == 304) {
            return Result.of(new Outcome.NotModified());
        }
        if (Redirects.isRedirect(status)) {
            return Result.of(new Outcome.Redirect(status, Redirects.target(head).toString()));
        }
        if (status < 200 || status >= 300) {
            return Result.of(new Outcome.HttpError(status));
        }
        if (kind == Link.Kind.SITEMAP) {
            var content = sitemaps.read(head, body);
            return new Result(new Outcome.Sitemap(content.size()), content);
        }
        return Result.of(page(head, body));
    }

    private Outcome page(Head head, Body body) throws IOException {
        String type = head.mediaType().orElse("");
        if (HTML.contains(type)) {
            return parser.parse(head, body, body::isTruncated);
        }
        boolean mayGuess = head.header("X-Content-Type-Options")
                .filter("nosniff"::equalsIgnoreCase)
                .isEmpty();
        if (type.isEmpty() && mayGuess) {
            var in = new BufferedInputStream(body);
            return looksLikeHtml(in) ? parser.parse(head, in, body::isTruncated) : text(head, body, in);
        }
        if (type.isEmpty() || type.startsWith("text/")) {
            return text(head, body, body); // text that is said to be plain is not parsed, whatever it looks like
        }
        return new Outcome.Refused(Outcome.Reason.TYPE, type);
    }

    private static Outcome text(Head head, Body body, InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        return new Outcome.Page(head.status(), "", List.of(), false, body.isTruncated(), Validators.of(head), Map.of());
    }

    private static boolean looksLikeHtml(InputStream in) throws IOException {
        in.mark(SNIFFED);
        String start = new String(in.readNBytes(SNIFFED), StandardCharsets.ISO_8859_1);
        in.reset();
        return LOOKS_LIKE_HTML
                .matcher(start.replaceFirst("^\u00EF\u00BB\u00BF", ""))
                .matches();
    }
}
