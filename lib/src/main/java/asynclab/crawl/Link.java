package asynclab.crawl;

import asynclab.http.Urls;
import java.net.URI;

/**
 * A URL that is to be fetched, and how the crawl came to it.
 *
 * <p>Immutable, and small: a crawl holds a million of them. Text instead of {@link URI}, which takes three times the room.
 *
 * @param url what is asked for
 * @param key what the URL is known by: two URLs with one key are one page. Never asked for: it has its query sorted
 * @param host host and port, what politeness counts by
 * @param depth how many links lead to it from a seed; a sitemap's own depth is how deep it is nested
 * @param hops how many redirects in a row lead to it
 */
public record Link(Kind kind, String url, String key, String host, int depth, int hops) {
    /** What is expected there. */
    public enum Kind {
        /** Something to read. */
        PAGE,
        /** A list of URLs. */
        SITEMAP
    }

    /** A page that so many links lead to. */
    static Link page(URI uri, int depth) {
        return of(Kind.PAGE, uri, depth, 0);
    }

    static Link sitemap(URI uri, int nesting) {
        return of(Kind.SITEMAP, uri, nesting, 0);
    }

    /** Where a redirect from here leads: as deep as this, or a chain of them would end at the limit of depth. */
    Link redirected(URI target) {
        var link = of(kind, target, depth, hops + 1);
        // From ?b&a to ?a&b, say: one key, but the server wants the second spelling. No other key has a fragment, so
        // it is new to the frontier, and is asked for.
        return link.key.equals(key) && !link.url.equals(url)
                ? new Link(kind, link.url, link.url + '#', link.host, depth, hops + 1)
                : link;
    }

    URI uri() {
        return URI.create(url);
    }

    private static Link of(Kind kind, URI uri, int depth, int hops) {
        String url = uri.toString();
        String key = Keys.of(uri);
        return new Link(kind, url, key.equals(url) ? url : key, Urls.host(uri), depth, hops);
    }
}
