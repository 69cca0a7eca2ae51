package asynclab.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Works out the truth about a site from its graph. */
final class TruthTeller {
    private TruthTeller() {}

    static Truth of(PageGraph graph) {
        var pages = new ArrayList<Truth.Page>();
        for (int page = 1; page <= graph.size(); page++) {
            pages.add(new Truth.Page(PageGraph.path(page), graph.title(page), targets(graph.links(page))));
        }
        for (PageCharset charset : PageCharset.odd()) {
            String title = charset.readBack(Words.accentedTitle(graph.seed(), charset.number()));
            pages.add(new Truth.Page(Corners.path(charset), title, Set.of("/")));
        }
        return new Truth(
                List.copyOf(pages),
                Set.of(Corners.DEAD, PageGraph.path(graph.size() + 1)),
                redirects(graph),
                Set.of(Corners.LOOP, Corners.LOOP_BACK),
                Set.of(Corners.PRIVATE, Corners.SEARCH),
                List.of(Corners.CALENDAR, Corners.MAZE),
                Set.of(Corners.UNLINKED));
    }

    private static Map<String, String> redirects(PageGraph graph) {
        var redirects = new TreeMap<String, String>();
        redirects.put("/", PageGraph.path(1));
        redirects.put("/old/" + Corners.moved(graph), PageGraph.path(Corners.moved(graph)));
        redirects.put(Corners.PRIVATE_OPEN, PageGraph.path(Corners.behindOpenDoor(graph)));
        redirects.put(Corners.LOOP, Corners.LOOP_BACK);
        redirects.put(Corners.LOOP_BACK, Corners.LOOP);
        redirects.put("/hop/1", PageGraph.path(Corners.afterHops(graph)));
        for (int hop = 2; hop <= Corners.HOPS; hop++) {
            redirects.put("/hop/" + hop, "/hop/" + (hop - 1));
        }
        return Map.copyOf(redirects);
    }

    private static Set<String> targets(List<Link> links) {
        var targets = new LinkedHashSet<String>();
        links.stream().map(Link::target).flatMap(Optional::stream).forEach(targets::add);
        return Set.copyOf(targets);
    }
}
