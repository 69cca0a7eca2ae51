package asynclab.crawl;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.net.URI;

/**
 * What makes two URLs one page: RFC 3986 section 6 (case, escapes, dots) and the order of the query's parameters, by
 * crawler-commons.
 */
final class Keys {
    private static final BasicURLNormalizer NORMALIZER = new BasicURLNormalizer(); // keeps no state

    private Keys() {}

    static String of(URI uri) {
        String url = uri.toString();
        if (uri.getHost().startsWith("[")) {
            return url; // version 1.6 takes no IPv6 addresses (crawler-commons issue 587)
        }
        try {
            String key = NORMALIZER.filter(url);
            return key == null ? url : key;
        } catch (RuntimeException e) {
            return url; // some paths with escapes and a query make it throw (issue 585); the URL is a key as good
        }
    }
}
