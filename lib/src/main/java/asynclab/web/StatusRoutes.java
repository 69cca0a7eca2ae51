package asynclab.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Routes about statuses: any status on request, failures by chance, redirects. */
final class StatusRoutes {
    private static final int LONGEST_CHAIN = 100;

    private final Attempts attempts = new Attempts();
    private final long seed;

    private StatusRoutes(long seed) {
        this.seed = seed;
    }

    /** The routes; {@code seed} decides which requests for /unstable fail. */
    static void addTo(Routes routes, long seed) {
        var status = new StatusRoutes(seed);
        routes.add(Routes.ANY, "/status/{code}", "that status; ?retry_after= in seconds", StatusRoutes::status)
                .add(
                        Routes.ANY,
                        "/unstable",
                        "200, or 500 with a chance of ?p=; ?status= for another",
                        status::unstable)
                .add("GET", "/redirect/{n}", "n redirects, then /get", request -> redirect(request, ""))
                .add("GET", "/relative-redirect/{n}", "the same", request -> redirect(request, ""))
                .add("GET", "/absolute-redirect/{n}", "the same, with whole addresses", StatusRoutes::absolute)
                .add("GET", "/redirect-to", "a redirect to ?url=, with ?status_code=", StatusRoutes::redirectTo);
    }

    private static Answer status(Request request) throws Refusal {
        // No 1xx: those announce an answer that comes later, and a client would wait for it.
        int code = (int) request.whole("code", 200, 599);
        var answer = switch (code) {
            case 301, 302, 303, 307, 308 -> Answer.redirect(code, "/redirect/1");
            case 401 -> Answer.empty(code).with("WWW-Authenticate", "Basic realm=\"practice web\"");
            case 407 -> Answer.empty(code).with("Proxy-Authenticate", "Basic realm=\"practice web\"");
            default -> Answer.empty(code);
        };
        return request.parameter("retry_after").isEmpty()
                ? answer
                : answer.withRetryAfter(Duration.ofSeconds(request.whole("retry_after", 0, 0, 1_000_000)));
    }

    private Answer unstable(Request request) throws Refusal {
        double p = request.share("p", 0.5);
        int status = (int) request.whole("status", 500, 400, 599);
        long chosen = request.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
        String target = request.target();
        int attempt = attempts.next(target);
        if (Chance.at(chosen, target, attempt) < p) {
            return Json.answer(Json.object(
                            "status", status, "error", "Request " + attempt + " failed by chance; ask again."))
                    .withStatus(status)
                    .because(Fault.ERROR);
        }
        return Json.answer(Json.object("status", 200, "attempt", attempt));
    }

    private static Answer redirect(Request request, String base) throws Refusal {
        long n = request.whole("n", 1, LONGEST_CHAIN);
        String route = base.isEmpty() ? "/redirect/" : "/absolute-redirect/";
        return Answer.redirect(302, base + (n == 1 ? "/get" : route + (n - 1)));
    }

    private static Answer absolute(Request request) throws Refusal {
        return redirect(request, request.base().toString());
    }

    private static Answer redirectTo(Request request) throws Refusal {
        String url = request.parameter("url")
                .orElseThrow(() -> Refusal.badRequest("/redirect-to needs ?url=, such as /redirect-to?url=/get."));
        int status = (int) request.whole("status_code", 302, 300, 399);
        try {
            return Answer.redirect(status, new URI(url).toASCIIString());
        } catch (URISyntaxException e) {
            throw Refusal.badRequest("url must be an address or a path, got " + url + ".");
        }
    }
}
