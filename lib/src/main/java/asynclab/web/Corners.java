package asynclab.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The corner cases of the web that every site has: what a crawler must survive, each linked from one page. {@link
 * CornerRoutes} answers them, {@link Truth} says what a correct crawl makes of them.
 */
final class Corners {
    static final String DEAD = "/gone/1";
    static final String LOOP = "/loop/a";
    static final String LOOP_BACK = "/loop/b";
    static final int HOPS = 12; // more than the ten that browsers' and crawlers' limits are usually set to
    static final String CALENDAR = "/calendar/";
    static final String MAZE = "/maze/";
    static final String PRIVATE = "/private/1";
    static final String PRIVATE_NEXT = "/private/2";
    static final String PRIVATE_OPEN = "/private/open";
    static final String SEARCH = "/search?q=tide";
    static final String UNLINKED = "/unlinked";
    static final String ELSEWHERE = "http://elsewhere.invalid/"; // RFC 2606 section 2: a name that never exists

    private Corners() {}

    /** Where a charset's page is. */
    static String path(PageCharset charset) {
        return "/charset/" + charset.number();
    }

    /** A page that has moved, and where to. */
    static int moved(PageGraph graph) {
        return graph.any("moved");
    }

    /** The page at the end of the chain of redirects. */
    static int afterHops(PageGraph graph) {
        return graph.any("after hops");
    }

    /** The page behind the door in the private part that robots.txt leaves open. */
    static int behindOpenDoor(PageGraph graph) {
        return graph.any("open door");
    }

    /** The corner cases, in groups that share a page. */
    static List<List<Link>> links(PageGraph graph) {
        var groups = new ArrayList<List<Link>>();
        groups.add(List.of(
                Link.to(DEAD, "A page that is gone"),
                Link.to(PageGraph.path(graph.size() + 1), "A page that never was")));
        groups.add(duplicates(graph.any("duplicates")));
        groups.add(List.of(
                Link.to("/old/" + moved(graph), "A page that has moved"),
                Link.to(LOOP, "Round and round"),
                Link.to("/hop/" + HOPS, "A long way")));
        groups.add(List.of(Link.to(CALENDAR + "2026/11", "Calendar"), Link.to(MAZE, "Maze")));
        groups.add(List.of(
                Link.to(PRIVATE, "Private"), Link.to(PRIVATE_OPEN, "Open door"), Link.to(SEARCH, "Search the tide")));
        groups.add(charsets());
        groups.add(spellings(graph.any("spellings")));
        groups.add(List.of(
                new Link(ELSEWHERE, "Another site", Optional.of(ELSEWHERE)),
                new Link("mailto:keeper@elsewhere.invalid", "Write to us", Optional.empty()),
                new Link("javascript:void(0)", "Print", Optional.empty())));
        return groups;
    }

    private static List<Link> duplicates(int page) {
        String path = PageGraph.path(page);
        return List.of(
                Link.spelled(path + "?utm_source=letter", path + "?utm_source=letter"),
                Link.spelled(path + "?page=1&sort=up", path + "?page=1&sort=up"),
                Link.spelled(path + "#notes", path));
    }

    private static List<Link> charsets() {
        var links = new ArrayList<Link>();
        for (PageCharset charset : PageCharset.odd()) {
            links.add(Link.to(path(charset), "In other letters " + charset.number()));
        }
        return links;
    }

    /** One address in the ways that RFC 3986 section 6 calls equal. */
    private static List<Link> spellings(int page) {
        String path = PageGraph.path(page);
        String digits = Integer.toString(page);
        return List.of(
                Link.spelled("{base}" + path, path),
                Link.spelled("//{authority}" + path, path),
                Link.spelled("HTTP://{authority}" + path, path),
                Link.spelled("./" + digits, path),
                Link.spelled("../p/" + digits, path),
                Link.spelled("/p/./" + digits, path),
                Link.spelled("/elsewhere/../p/" + digits, path),
                Link.spelled("  " + path + " ", path),
                Link.spelled("/p/%3" + digits, path), // %31 is the digit 1
                Link.spelled(path + "#", path));
    }
}
