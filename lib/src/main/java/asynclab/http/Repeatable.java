package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.util.Set;

/**
 * What may be asked again. A request whose method has an effect (POST) may have had it although the answer never came,
 * so it is repeated only if it never reached the server.
 */
public final class Repeatable {
    /** RFC 9110 section 9.2.2: asked twice, these have the effect of once. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    /** Trouble that passes: the server or something before it was late, overloaded or broken. A 404 stays one. */
    private static final Set<Integer> STATUSES = Set.of(408, 429, 500, 502, 503, 504);

    private Repeatable() {}

    /** Whether an answer of this status may be another one later. */
    public static boolean isPassing(int status) {
        return STATUSES.contains(status);
    }

    /** Whether asking again is allowed, and may help. */
    public static boolean mayRepeat(FetchResult result) {
        boolean idempotent = IDEMPOTENT.contains(result.request().method());
        return switch (result) {
            case FetchResult.Answered(var _, var response) -> idempotent && isPassing(response.status());
            case FetchResult.Failed(var _, var failure) ->
                failure.kind() == Kind.CONNECT || (idempotent && failure.kind().isPassing());
        };
    }
}
