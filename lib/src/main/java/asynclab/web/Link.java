package asynclab.web;

import java.net.URI;
import java.util.Optional;

/**
 * A link on a page.
 *
 * @param href as written, except that {@code {base}} and {@code {authority}} stand for the site's address
 * @param text what the reader sees
 * @param target where it leads, as {@link Truth.Page#links} says it; empty if it leads to no page at all
 */
record Link(String href, String text, Optional<String> target) {
    /** A plain link within the site. */
    static Link to(String path, String text) {
        return new Link(path, text, Optional.of(path));
    }

    /** A link that is written in an unusual way. */
    static Link spelled(String href, String target) {
        return new Link(href, "the page at " + target, Optional.of(target));
    }

    String hrefAt(URI base) {
        return href.replace("{base}", base.toString()).replace("{authority}", base.getAuthority());
    }
}
