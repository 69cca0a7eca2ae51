package asynclab.crawl;

import asynclab.http.FetchException;
import asynclab.http.Head;
import asynclab.http.Urls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page of HTML: its title, where it leads, what it asks of robots. jsoup parses; it never fetches. Immutable.
 */
final class PageParser {
    /** More is no title. */
    private static final int LONGEST_TITLE = 1_000;

    /** What is looked for on a page, all in one walk over it: a selector for each would be a walk for each. */
    private static final class Found implements NodeVisitor {
        private final List<Element> metas = new ArrayList<>();
        private final List<Element> links = new ArrayList<>();
        private @Nullable Element base; // the first: HTML Standard section 4.2.3

        @Override
        public void head(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            switch (element.normalName()) {
                case "a", "area" -> addIf(element, "href", links);
                case "meta" -> addIf(element, "name", metas);
                case "base" -> base = base == null && element.hasAttr("href") ? element : base;
                default -> {} // nothing that leads anywhere, or speaks to us
            }
        }

        private static void addIf(Element element, String attribute, List<Element> to) {
            if (element.hasAttr(attribute)) {
                to.add(element);
            }
        }
    }

    private final Extractor extractor;
    private final String token;

    /** {@code token} is the crawler's name in what pages ask of robots, in lower case. */
    PageParser(Extractor extractor, String token) {
        this.extractor = extractor;
        this.token = token;
    }

    /** Reads the page to its end; throws what reading throws. */
    Outcome.Page parse(Head head, InputStream body, BooleanSupplier isCut) throws IOException {
        var page = Jsoup.parse(body, charset(head), head.uri().toString());
        var found = new Found();
        page.traverse(found);
        var asked = new HashSet<String>();
        head.headers().allValues("X-Robots-Tag").forEach(value -> addDirectives(value, asked));
        for (Element meta : found.metas) {
            String name = meta.attr("name").toLowerCase(Locale.ROOT);
            if (name.equals("robots") || name.equals(token)) {
                addDirectives(meta.attr("content"), asked);
            }
        }
        boolean none = asked.contains("none");
        var links = none || asked.contains("nofollow") ? List.<String>of() : links(found, head.uri());
        String title = page.title();
        return new Outcome.Page(
                head.status(),
                title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE),
                links,
                none || asked.contains("noindex"),
                isCut.getAsBoolean(),
                Validators.of(head),
                fields(page));
    }

    /** The header's charset if this JVM has it; else jsoup looks for a mark and a declaration, and ends with UTF-8. */
    private static @Nullable String charset(Head head) {
        try {
            return head.charset().filter(Charset::isSupported).orElse(null);
        } catch (IllegalCharsetNameException e) {
            return null;
        }
    }

    /** {@code noindex, nofollow}, or with a name before it: {@code otherbot: noindex} is not for us. */
    private void addDirectives(String text, Set<String> directives) {
        String lower = text.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        boolean named = colon > 0 && !lower.substring(0, colon).strip().startsWith("unavailable_after");
        if (named && !lower.substring(0, colon).strip().equals(token)) {
            return;
        }
        for (String directive : lower.substring(named ? colon + 1 : 0).split(",", -1)) {
            directives.add(directive.strip());
        }
    }

    private static List<String> links(Found found, URI uri) {
        var base = base(found.base, uri);
        var links = new LinkedHashSet<String>();
        for (Element link : found.links) {
            if (!link.attr("rel").toLowerCase(Locale.ROOT).contains("nofollow")) {
                links.add(resolved(base, link.attr("href")));
            }
        }
        return List.copyOf(links);
    }

    private static URI base(@Nullable Element base, URI uri) {
        try {
            return base == null ? uri : Urls.resolve(uri, base.attr("href"));
        } catch (FetchException e) {
            return uri; // a base that is no address counts as none, as in browsers
        }
    }

    /** What is no address stays as it was written, and is counted where links are let through. */
    private static String resolved(URI base, String href) {
        try {
            return Urls.resolved(base, href);
        } catch (FetchException e) {
            return href.strip();
        }
    }

    private Map<String, String> fields(Document page) {
        try {
            return Map.copyOf(extractor.extract(page));
        } catch (RuntimeException e) {
            // The extractor is the caller's: its mistake on one page must not end the crawl, and must not stay hidden.
            return Map.of("error", e.toString());
        }
    }
}
