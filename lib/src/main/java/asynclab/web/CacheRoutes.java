package asynclab.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Routes about what a client keeps: validators and caching, cookies, credentials. */
final class CacheRoutes {
    private static final String CHALLENGE = "Basic realm=\"practice web\", charset=\"UTF-8\"";
    private static final List<String> FRAMING = List.of("content-length", "transfer-encoding", "connection");
    private static final String LAST_MODIFIED = "Sat, 21 Nov 2026 00:00:00 GMT";

    private CacheRoutes() {}

    static void addTo(Routes routes) {
        routes.add("GET", "/etag/{etag}", "200, 304 or 412 by If-None-Match and If-Match", CacheRoutes::etag)
                .add("GET", "/cache", "304 if asked with a validator, else 200", CacheRoutes::cache)
                .add("GET", "/cache/{seconds}", "an answer that may be kept so long", CacheRoutes::cacheFor)
                .add("GET", "/cookies", "the request's cookies", request -> cookies(request))
                .add("GET", "/cookies/set", "sets the cookies of the query", CacheRoutes::setCookies)
                .add("GET", "/cookies/delete", "deletes the cookies of the query", CacheRoutes::deleteCookies)
                .add(
                        "GET",
                        "/basic-auth/{user}/{password}",
                        "200 with those credentials, else 401",
                        CacheRoutes::basicAuth)
                .add(
                        "GET",
                        "/response-headers",
                        "an answer with the headers of the query",
                        CacheRoutes::responseHeaders);
    }

    /**
     * Whether a list of entity tags, RFC 9110 section 13.1, has this one. Weak ones count as strong: pages here do
     * not vary.
     */
    static boolean matches(String tags, String etag) {
        for (String tag : tags.split(",", -1)) {
            String one = tag.strip();
            if (one.equals("*") || one.equals(etag) || one.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private static Answer etag(Request request) throws Refusal, IOException {
        String etag = '"' + request.segment("etag") + '"';
        if (!etag.matches("\"[!#-~]+\"")) { // RFC 9110 section 8.8.3, and ASCII only
            throw Refusal.badRequest(
                    "An entity tag must have visible ASCII characters and no quote, got " + etag + ".");
        }
        var none = request.header("If-None-Match");
        var match = request.header("If-Match");
        Answer answer;
        if (none.isPresent() && matches(none.get(), etag)) {
            answer = Answer.empty(304);
        } else if (match.isPresent() && !matches(match.get(), etag)) {
            answer = Answer.empty(412);
        } else {
            answer = Json.answer(EchoRoutes.echo(request));
        }
        return answer.with("ETag", etag);
    }

    private static Answer cache(Request request) throws Refusal, IOException {
        boolean known = request.header("If-None-Match").isPresent()
                || request.header("If-Modified-Since").isPresent();
        var answer = known ? Answer.empty(304) : Json.answer(EchoRoutes.echo(request));
        return answer.with("ETag", "\"practice\"").with("Last-Modified", LAST_MODIFIED);
    }

    private static Answer cacheFor(Request request) throws Refusal, IOException {
        long seconds = request.whole("seconds", 0, 31_536_000);
        return Json.answer(EchoRoutes.echo(request)).with("Cache-Control", "public, max-age=" + seconds);
    }

    private static Answer cookies(Request request) {
        Map<String, Object> cookies = new TreeMap<>();
        for (String header : request.headers().getOrDefault("Cookie", List.of())) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    cookies.put(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
                }
            }
        }
        return Json.answer(Json.object("cookies", cookies));
    }

    private static Answer setCookies(Request request) throws Refusal {
        var answer = Answer.redirect(302, "/cookies");
        for (var cookie : request.query().entrySet()) {
            answer = answer.with(
                    "Set-Cookie", pair(cookie.getKey(), cookie.getValue().getFirst()) + "; Path=/");
        }
        return answer;
    }

    private static Answer deleteCookies(Request request) throws Refusal {
        var answer = Answer.redirect(302, "/cookies");
        for (String name : request.query().keySet()) {
            answer = answer.with("Set-Cookie", pair(name, "") + "; Path=/; Max-Age=0");
        }
        return answer;
    }

    /** RFC 6265 section 4.1.1, checked: a line break here would let a query write headers of its own. */
    private static String pair(String name, String value) throws Refusal {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || !value.matches("[!#-+\\--:<-\\[\\]-~]*")) {
            throw Refusal.badRequest(
                    "A cookie must be name=value without spaces, quotes, commas, semicolons or backslashes.");
        }
        return name + "=" + value;
    }

    private static Answer basicAuth(Request request) throws Refusal {
        String wanted = request.segment("user") + ":" + request.segment("password");
        String given = request.header("Authorization").orElse("");
        if (!given.toLowerCase(Locale.ROOT).startsWith("basic ")
                || !decoded(given.substring(6).strip()).equals(wanted)) {
            throw Refusal.unauthorized(
                    CHALLENGE, "Send the user and the password of the path by Basic authentication.");
        }
        return Json.answer(Json.object("authenticated", true, "user", request.segment("user")));
    }

    private static String decoded(String credentials) throws Refusal {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("Basic credentials must be in Base64, got " + credentials + ".");
        }
    }

    private static Answer responseHeaders(Request request) throws Refusal {
        var query = request.query();
        var answer = Json.answer(Json.object("headers", query));
        for (var header : query.entrySet()) {
            if (FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                throw Refusal.badRequest(header.getKey() + " says where an answer ends; only the server can set it.");
            }
            for (String value : header.getValue()) {
                if (!header.getKey().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || !value.matches("[ -~]*")) {
                    throw Refusal.badRequest("A header needs a name of letters, digits and -, and a value in ASCII.");
                }
                answer = answer.with(header.getKey(), value);
            }
        }
        return answer;
    }
}
