package asynclab.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What a site answers: its pages and its corner cases. */
final class CornerRoutes {
    private static final int LAST_YEAR = 9999;

    private CornerRoutes() {}

    static Routes of(PageGraph graph, Supplier<Duration> crawlDelay) {
        var pages = new SitePages(graph);
        var routes = new Routes("the link was dead.");
        routes.add("GET", "/robots.txt", "", request -> pages.robots(request.base(), crawlDelay.get()))
                .add("GET", "/sitemap.xml", "", request -> pages.sitemap(request.base()))
                .add("GET", "/", "", _ -> Answer.redirect(301, PageGraph.path(1)))
                .add(
                        "GET",
                        "/p/{n}",
                        "",
                        request -> known(request, pages.page(number(request, 1, graph.size()), request.base())))
                .add("GET", "/charset/{n}", "", request -> pages.page(charset(request)))
                .add(
                        "GET",
                        "/old/{n}",
                        "",
                        request -> Answer.redirect(301, PageGraph.path(number(request, 1, graph.size()))))
                .add("GET", Corners.LOOP, "", _ -> Answer.redirect(302, Corners.LOOP_BACK))
                .add("GET", Corners.LOOP_BACK, "", _ -> Answer.redirect(302, Corners.LOOP))
                .add("GET", "/hop/{n}", "", request -> hop(graph, number(request, 1, Corners.HOPS)))
                .add("GET", "/calendar/{year}/{n}", "", request -> month(pages, request))
                .add("GET", "/maze/*", "", request -> maze(pages, request))
                .add(
                        "GET",
                        Corners.PRIVATE_OPEN,
                        "",
                        _ -> Answer.redirect(302, PageGraph.path(Corners.behindOpenDoor(graph))))
                .add("GET", Corners.PRIVATE, "", _ -> pages.page("Private", List.of(Corners.PRIVATE_NEXT)))
                .add("GET", Corners.PRIVATE_NEXT, "", _ -> pages.page("More private", List.of()))
                .add("GET", "/search", "", _ -> pages.page("Search", List.of(Corners.SEARCH + "&more=1")))
                .add("GET", Corners.UNLINKED, "", _ -> pages.page("Known to the sitemap only", List.of()));
        return routes;
    }

    /** 304 if the client has the page already: RFC 9110 section 13.1.2. */
    private static Answer known(Request request, Answer page) {
        String etag = page.headers().getOrDefault("ETag", List.of("")).getFirst();
        var tags = request.header("If-None-Match");
        return tags.isPresent() && CacheRoutes.matches(tags.get(), etag)
                ? Answer.empty(304).with("ETag", etag)
                : page;
    }

    private static Answer hop(PageGraph graph, int n) {
        return Answer.redirect(302, n == 1 ? PageGraph.path(Corners.afterHops(graph)) : "/hop/" + (n - 1));
    }

    /** A calendar that goes on for eight thousand years, as shops' and clubs' calendars do. */
    private static Answer month(SitePages pages, Request request) throws Refusal {
        int year = number(request, "year", 1, LAST_YEAR);
        int month = number(request, 1, 12);
        var links = new ArrayList<String>();
        if (year > 1) {
            links.add(month == 1 ? Corners.CALENDAR + (year - 1) + "/12" : Corners.CALENDAR + year + "/" + (month - 1));
        }
        if (year < LAST_YEAR) {
            links.add(month == 12 ? Corners.CALENDAR + (year + 1) + "/1" : Corners.CALENDAR + year + "/" + (month + 1));
        }
        return pages.page(String.format(Locale.ROOT, "Calendar %d-%02d", year, month), links);
    }

    /** Relative links without a slash in front, the classic mistake: each page makes the path longer. */
    private static Answer maze(SitePages pages, Request request) {
        long steps = request.path().chars().filter(c -> c == '/').count() - 2;
        return pages.page("Maze, " + steps + " steps in", List.of("left/", "right/"));
    }

    private static PageCharset charset(Request request) throws Refusal {
        return PageCharset.odd().get(number(request, 1, PageCharset.odd().size()) - 1);
    }

    private static int number(Request request, int least, int most) throws Refusal {
        return number(request, "n", least, most);
    }

    /** A number in a path names a page: another one, or another way to write it, is a page that is not there. */
    private static int number(Request request, String name, int least, int most) throws Refusal {
        String segment = request.segment(name);
        if (segment.matches("[1-9][0-9]{0,8}")) {
            int number = Integer.parseInt(segment);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refusal.notFound("There is no " + request.path() + " here; the link was dead.");
    }
}
