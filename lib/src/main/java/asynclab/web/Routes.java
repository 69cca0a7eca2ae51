package asynclab.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of routes: which handler answers which method and path. A pattern's {@code {name}} stands for one segment,
 * its last {@code *} for all that is left.
 *
 * <p>Filled by one thread before the server starts, only read after that.
 */
final class Routes implements Host.Handler {
    /** Any method that carries a request. */
    static final String ANY = "GET POST PUT PATCH DELETE";

    private record Route(List<String> methods, List<String> pattern, String about, Host.Handler handler) {
        String shown() {
            return "/" + String.join("/", pattern);
        }
    }

    private final List<Route> routes = new ArrayList<>();
    private final String help;

    /** An empty table; {@code help} is what a request for no route is told. */
    Routes(String help) {
        this.help = help;
    }

    /** Adds a route; {@code methods} has spaces between them. */
    Routes add(String methods, String pattern, String about, Host.Handler handler) {
        routes.add(new Route(List.of(methods.split(" ", -1)), segments(pattern), about, handler));
        return this;
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException, Refusal {
        var path = segments(request.rawPath());
        var allowed = new LinkedHashSet<String>();
        for (Route route : routes) {
            var values = match(route.pattern, path);
            if (values.isPresent()) {
                // RFC 9110 section 9.3.2: HEAD is GET without the body.
                String method = request.method().equals("HEAD") ? "GET" : request.method();
                if (route.methods.contains(method)) {
                    return route.handler.answer(request.with(values.get()));
                }
                allowed.addAll(route.methods);
            }
        }
        if (allowed.isEmpty()) {
            throw Refusal.notFound("There is no " + request.path() + " here; " + help);
        }
        String methods = String.join(", ", allowed);
        if (request.method().equals("OPTIONS")) {
            return Answer.empty(204).with("Allow", methods);
        }
        throw Refusal.methodNotAllowed(
                methods, request.path() + " takes " + methods + ", not " + request.method() + ".");
    }

    /** The table for people, in HTML. */
    String page(String title) {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(Html.escape(title))
                .append("</title></head><body>\n<h1>")
                .append(Html.escape(title))
                .append("</h1>\n<table>\n<tr><th>method</th><th>path</th><th>answers</th></tr>\n");
        for (Route route : routes) {
            page.append("<tr><td>")
                    .append(String.join(" ", route.methods))
                    .append("</td><td><code>")
                    .append(Html.escape(route.shown()))
                    .append("</code></td><td>")
                    .append(Html.escape(route.about))
                    .append("</td></tr>\n");
        }
        return page.append("</table>\n</body></html>\n").toString();
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < pattern.size(); i++) {
            String wanted = pattern.get(i);
            if (wanted.equals("*")) {
                return Optional.of(values);
            }
            if (i >= path.size()) {
                return Optional.empty();
            }
            if (wanted.startsWith("{")) {
                values.put(wanted.substring(1, wanted.length() - 1), decode(path.get(i)));
            } else if (!wanted.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return pattern.size() == path.size() ? Optional.of(values) : Optional.empty();
    }

    /** A segment's escapes decoded; split first, decoded then, so that an escaped slash stays inside its segment. */
    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8); // + is a space in forms only
    }
}
