package asynclab.crawl;

import asynclab.http.Urls;
import crawlercommons.domains.EffectiveTldFinder;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of the web that a crawl keeps to: the registrable domains of its seeds, so that www.example.org leads on to
 * docs.example.org and not to everybody else. A host without one, an IP address say, is a domain of its own with its port.
 *
 * <p>Immutable.
 */
final class Scope {
    private final Set<String> domains;

    private Scope(Set<String> domains) {
        this.domains = domains;
    }

    static Scope of(Collection<URI> seeds) {
        return new Scope(seeds.stream().map(Scope::domain).collect(Collectors.toUnmodifiableSet()));
    }

    boolean has(URI uri) {
        return domains.contains(domain(uri));
    }

    private static String domain(URI uri) {
        if (Urls.isAddress(uri.getHost())) {
            return Urls.host(uri); // and the public list, which takes a tenth of a second to load, is left alone
        }
        // Strict: names that end in no suffix of the public list have no registrable domain.
        String domain = EffectiveTldFinder.getAssignedDomain(uri.getHost(), true, false);
        return domain == null ? Urls.host(uri) : domain;
    }
}
