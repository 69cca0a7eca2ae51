package asynclab.crawl;

import asynclab.crawl.Link.Kind;
import asynclab.http.FetchException;
import asynclab.http.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Decides which links are followed: within the scope, and not into a trap. What it drops is counted by its reason.
 *
 * <p>Safe for any thread.
 */
final class LinkGate {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern VALUES = Pattern.compile("=[^&]*");

    private final Scope scope;
    private final CrawlLimits limits;
    private final Consumer<Dropped> dropped;
    private final ConcurrentMap<String, Integer> shapes = new ConcurrentHashMap<>(); // shape -> how many have it

    /** URLs and keys that were let through. Most links of a page lead to what is known, and need no second look. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    LinkGate(Scope scope, CrawlLimits limits, Consumer<Dropped> dropped) {
        this.scope = scope;
        this.limits = limits;
        this.dropped = dropped;
    }

    /** Takes account of a URL that an earlier run has followed, by its key. */
    void followed(String key) {
        known.add(key);
        shapes.merge(shape(key), 1, Integer::sum);
    }

    /** The links of a page, or of a sitemap, that are followed; those that are known already are left out. */
    List<Link> pages(Collection<String> urls, int depth, int most) {
        return passing(urls, uri -> Link.page(uri, depth), most);
    }

    /** The sitemaps that are read. */
    List<Link> sitemaps(Collection<String> urls, int nesting) {
        return passing(urls, uri -> Link.sitemap(uri, nesting), limits.perPage());
    }

    /** Where a redirect leads, if that is followed; also if it is known, as its own page's other spelling may be. */
    List<Link> redirect(Link from, String target) {
        var links = new ArrayList<Link>();
        boolean _ = passes(target, from::redirected, links);
        return links;
    }

    private List<Link> passing(Collection<String> urls, Function<URI, Link> made, int most) {
        var links = new ArrayList<Link>();
        int followed = 0;
        for (String url : urls) {
            if (followed == most) {
                dropped.accept(Dropped.PER_PAGE);
            } else if (known.contains(url) || passes(url, made, links)) {
                followed++;
            }
        }
        return links;
    }

    /** Whether it is followed; if so, it goes to the others. */
    private boolean passes(String url, Function<URI, Link> made, List<Link> links) {
        Optional<Dropped> reason;
        try {
            var link = made.apply(Urls.parse(url));
            reason = against(link);
            if (reason.isEmpty()) {
                known.add(link.url());
                known.add(link.key());
                links.add(link);
            }
        } catch (FetchException e) {
            reason = Optional.of(e.kind() == FetchException.Kind.SCHEME ? Dropped.SCHEME : Dropped.URL);
        }
        reason.ifPresent(dropped);
        return reason.isEmpty();
    }

    private Optional<Dropped> against(Link link) {
        var uri = link.uri();
        if (!scope.has(uri)) {
            return Optional.of(Dropped.SCOPE);
        }
        if (link.url().length() > CrawlLimits.URL_LENGTH) {
            return Optional.of(Dropped.LENGTH);
        }
        if (link.hops() > CrawlLimits.HOPS) {
            return Optional.of(Dropped.HOPS);
        }
        if (link.kind() == Kind.SITEMAP) {
            return link.depth() >= CrawlLimits.SITEMAPS ? Optional.of(Dropped.NESTED) : Optional.empty();
        }
        if (link.depth() > limits.depth()) {
            return Optional.of(Dropped.DEPTH);
        }
        return againstPath(uri.getRawPath()).or(() -> againstShape(link));
    }

    private static Optional<Dropped> againstPath(String path) {
        var segments = path.substring(1).split("/", -1);
        if (segments.length > CrawlLimits.SEGMENTS) {
            return Optional.of(Dropped.SEGMENTS);
        }
        var times = new HashMap<String, Integer>();
        for (String segment : segments) {
            if (!segment.isEmpty() && times.merge(segment, 1, Integer::sum) > CrawlLimits.REPEATS) {
                return Optional.of(Dropped.REPEATS);
            }
        }
        return Optional.empty();
    }

    /** Two threads may both take the last place of a shape; one more page does no harm. */
    private Optional<Dropped> againstShape(Link link) {
        if (known.contains(link.key())) {
            return Optional.empty(); // another spelling of what is known: the frontier drops it
        }
        String shape = shape(link.key());
        if (shapes.getOrDefault(shape, 0) >= limits.perShape()) {
            return Optional.of(Dropped.SHAPE);
        }
        shapes.merge(shape, 1, Integer::sum);
        return Optional.empty();
    }

    /** What all keys have in common that differ only in their digits and in the values of their query. */
    private static String shape(String key) {
        int host = key.indexOf("://") + 3;
        int path = key.indexOf('/', host) < 0 ? key.length() : key.indexOf('/', host);
        int query = key.indexOf('?', path) < 0 ? key.length() : key.indexOf('?', path);
        String rest = key.substring(path, query)
                + VALUES.matcher(key.substring(query)).replaceAll("");
        return key.substring(0, path) + DIGITS.matcher(rest).replaceAll("N");
    }
}
