package asynclab.web;

import java.io.Serial;
import java.util.Map;

/** A request that cannot be answered as asked: the status to answer instead, and a sentence that says what to do. */
final class Refusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    private Refusal(int status, Map<String, String> headers, String sentence) {
        super(sentence, null, false, false); // says what the client did wrong: a stack trace of ours would not help
        this.status = status;
        this.headers = headers;
    }

    static Refusal badRequest(String sentence) {
        return new Refusal(400, Map.of(), sentence);
    }

    static Refusal notFound(String sentence) {
        return new Refusal(404, Map.of(), sentence);
    }

    static Refusal methodNotAllowed(String allow, String sentence) {
        return new Refusal(405, Map.of("Allow", allow), sentence);
    }

    static Refusal notAcceptable(String sentence) {
        return new Refusal(406, Map.of(), sentence);
    }

    static Refusal unauthorized(String challenge, String sentence) {
        return new Refusal(401, Map.of("WWW-Authenticate", challenge), sentence);
    }

    static Refusal tooLarge(String sentence) {
        return new Refusal(413, Map.of(), sentence);
    }

    Answer answer() {
        var answer = Json.answer(Json.object("status", status, "error", String.valueOf(getMessage())))
                .withStatus(status);
        for (var header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
