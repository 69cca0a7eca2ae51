package asynclab.web;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Writes what a site serves: pages, robots.txt and sitemap.xml. Immutable. */
final class SitePages {
    private static final String HOME = "<li><a href=\"/\">Home</a></li>\n";

    private final PageGraph graph;

    SitePages(PageGraph graph) {
        this.graph = graph;
    }

    /** One of the numbered pages. */
    Answer page(int number, URI base) {
        var links = new StringBuilder();
        for (Link link : graph.links(number)) {
            links.append("<li><a href=\"%s\">%s</a></li>\n"
                    .formatted(Html.escape(link.hrefAt(base)), Html.escape(link.text())));
        }
        return html(PageCharset.PLAIN, graph.title(number), Words.paragraphs(graph.seed(), number), links.toString());
    }

    /** A page in a charset that it may be wrong about. */
    Answer page(PageCharset charset) {
        String title = Words.accentedTitle(graph.seed(), charset.number());
        return html(charset, title, List.of("This page is in " + charset.meta() + ", or says so."), HOME);
    }

    /** A page with these links and nothing to read. */
    Answer page(String title, List<String> hrefs) {
        var links = new StringBuilder();
        hrefs.forEach(href ->
                links.append("<li><a href=\"%s\">%s</a></li>\n".formatted(Html.escape(href), Html.escape(href))));
        return html(PageCharset.PLAIN, title, List.of(), links + HOME);
    }

    /** RFC 9309, with the widespread extension Crawl-delay. */
    Answer robots(URI base, Duration crawlDelay) {
        String delay = crawlDelay.isZero() ? "" : "Crawl-delay: " + seconds(crawlDelay) + "\n";
        return Answer.text("text/plain", """
                # Practice site, seed %d, %d pages
                User-agent: *
                Disallow: /private/
                Allow: /private/open
                Disallow: /search
                %s
                User-agent: BadBot
                Disallow: /

                Sitemap: %s/sitemap.xml
                """.formatted(graph.seed(), graph.size(), delay, base));
    }

    /** The form of sitemaps.org, version 0.9; at most the 50,000 addresses it allows. */
    Answer sitemap(URI base) {
        int most = 50_000;
        var urls = new StringBuilder();
        IntStream.rangeClosed(1, Math.min(graph.size(), most - 1))
                .forEach(page -> urls.append(loc(base, PageGraph.path(page))));
        urls.append(loc(base, Corners.UNLINKED));
        return Answer.text("application/xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                %s</urlset>
                """.formatted(urls));
    }

    private static String loc(URI base, String path) {
        return "<url><loc>" + base + path + "</loc><lastmod>2026-11-21</lastmod></url>\n";
    }

    private Answer html(PageCharset charset, String title, List<String> paragraphs, String links) {
        var text = new StringBuilder();
        paragraphs.forEach(
                paragraph -> text.append("<p>").append(Html.escape(paragraph)).append("</p>\n"));
        String page = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="%s"><title>%s</title></head>
                <body>
                <h1>%s</h1>
                %s<h2 id="notes">See also</h2>
                <ul>
                %s</ul>
                </body>
                </html>
                """.formatted(charset.meta(), Html.escape(title), Html.escape(title), text, links);
        byte[] bytes = charset.encode(page);
        return Answer.of(charset.contentType(), bytes).with("ETag", etag(bytes));
    }

    /** A page never changes, but the site's port is in some of its links: the bytes decide. */
    private static String etag(byte[] bytes) {
        long bits = Chance.bits(0, new String(bytes, StandardCharsets.ISO_8859_1), bytes.length);
        return '"' + Long.toHexString(bits) + '"';
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
