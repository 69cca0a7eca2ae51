package asynclab.crawl;

import asynclab.http.Body;
import asynclab.http.Head;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.IOException;
import java.util.List;

/** Reads sitemaps (sitemaps.org), by crawler-commons: XML, text, RSS and Atom, packed or not. Immutable. */
final class SitemapReader {
    /** The protocol's own limit: a larger one is split and indexed. */
    private static final int MOST_URLS = 50_000;

    /** What a sitemap holds. */
    record Content(List<String> pages, List<String> sitemaps) {
        static final Content NONE = new Content(List.of(), List.of());

        int size() {
            return pages.size() + sitemaps.size();
        }
    }

    Content read(Head head, Body body) throws IOException {
        byte[] bytes = body.readAllBytes();
        try {
            // Not strict: strict drops what is not below the sitemap's own folder. The crawl's scope is the stronger
            // rule.
            var sitemap =
                    new SiteMapParser(false).parseSiteMap(bytes, head.uri().toURL());
            return switch (sitemap) {
                case SiteMapIndex index ->
                    new Content(
                            List.of(),
                            index.getSitemaps().stream()
                                    .limit(MOST_URLS)
                                    .map(one -> one.getUrl().toString())
                                    .toList());
                case SiteMap pages ->
                    new Content(
                            pages.getSiteMapUrls().stream()
                                    .limit(MOST_URLS)
                                    .map(one -> one.getUrl().toString())
                                    .toList(),
                            List.of());
                default -> Content.NONE;
            };
        } catch (UnknownFormatException e) {
            return Content.NONE; // a sitemap that is none costs the crawl nothing
        }
    }
}
