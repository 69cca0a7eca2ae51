package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Where a redirect leads, and what is asked there: RFC 9110 section 15.4. */
public final class Redirects {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirects() {}

    /** Whether this status sends the client on to another address. */
    public static boolean isRedirect(int status) {
        return STATUSES.contains(status);
    }

    /**
     * The address a redirect leads to, without its fragment.
     *
     * @throws FetchException of kind {@code PROTOCOL} if it names none, {@code SCHEME} or {@code URL} if it names one that
     *     cannot be asked
     */
    public static URI target(Head head) throws FetchException {
        String location = head.header("Location")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new FetchException(
                        Kind.PROTOCOL, head.uri() + ": a redirect (" + head.status() + ") without Location"));
        return Urls.resolve(head.uri(), location);
    }

    /** The request that follows a redirect; empty if the status is none. */
    static Optional<FetchRequest> next(FetchRequest request, Head head) throws FetchException {
        if (!isRedirect(head.status())) {
            return Optional.empty();
        }
        URI target = target(head);
        boolean sameHost = Urls.host(target).equals(Urls.host(request.uri()));
        var headers = sameHost ? request.headers() : Headers.forStrangers(request.headers());
        // 303 asks for a GET; 301 and 302 are taken for that after a POST by every browser, and RFC 9110 allows it.
        boolean get = (head.status() == 303 && !request.method().equals("HEAD"))
                || (head.status() <= 302 && request.method().equals("POST"));
        var next = get
                ? new FetchRequest("GET", target, withoutBody(headers), Optional.empty())
                : new FetchRequest(request.method(), target, headers, request.body());
        return Optional.of(next);
    }

    private static Map<String, String> withoutBody(Map<String, String> headers) {
        var kept = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        kept.putAll(headers);
        kept.keySet().removeAll(List.of("Content-Type", "Content-Encoding", "Content-Language"));
        return kept;
    }
}
