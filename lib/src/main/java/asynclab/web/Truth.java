package asynclab.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a correct crawl of a site finds, and what it must leave alone: known before the first request, since a site is
 * a function of its seed and size.
 *
 * <p>Addresses are paths with their query, beginning with a slash, in normal form (RFC 3986 section 6: dots and
 * needless escapes resolved), without fragment; those of other sites are whole. Immutable.
 *
 * @param pages every page that can be reached from the home page by links that robots.txt allows, once each
 * @param dead links that lead to nothing: 404
 * @param redirects where each redirect leads, one step
 * @param loops redirects that never arrive
 * @param disallowed links that robots.txt forbids
 * @param traps beginnings of paths without end: some pages may be seen, never all
 * @param unlinked pages that only the sitemap knows
 */
public record Truth(
        List<Page> pages,
        Set<String> dead,
        Map<String, String> redirects,
        Set<String> loops,
        Set<String> disallowed,
        List<String> traps,
        Set<String> unlinked) {
    /**
     * A page that can be reached.
     *
     * @param path its address without host
     * @param title its title, as a reader sees it who believes the declared charset
     * @param links every address it links to, once each; neither {@code mailto:} nor {@code javascript:}
     */
    public record Page(String path, String title, Set<String> links) {}

    /** The page at this path. */
    public Optional<Page> page(String path) {
        return pages.stream().filter(page -> page.path().equals(path)).findFirst();
    }

    /** The titles of all pages, in the order of {@link #pages}. */
    public List<String> titles() {
        return pages.stream().map(Page::title).toList();
    }

    /** Whether this path is part of a trap. */
    public boolean isTrap(String path) {
        return traps.stream().anyMatch(path::startsWith);
    }
}
