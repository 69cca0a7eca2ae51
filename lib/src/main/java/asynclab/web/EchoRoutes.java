package asynclab.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes that say back what they were sent; in the form of httpbin's answers, so that its examples keep working. */
final class EchoRoutes {
    /** The longest an answer can be asked to wait, in seconds. */
    static final int LONGEST_WAIT = 60;

    private EchoRoutes() {}

    static void addTo(Routes routes) {
        routes.add("GET", "/get", "what a GET sent", request -> Json.answer(echo(request)))
                .add("POST", "/post", "what a POST sent", request -> Json.answer(echo(request)))
                .add("PUT", "/put", "what a PUT sent", request -> Json.answer(echo(request)))
                .add("PATCH", "/patch", "what a PATCH sent", request -> Json.answer(echo(request)))
                .add("DELETE", "/delete", "what a DELETE sent", request -> Json.answer(echo(request)))
                .add(Routes.ANY, "/anything", "what any method sent", request -> Json.answer(echo(request)))
                .add(Routes.ANY, "/anything/*", "the same, for any path", request -> Json.answer(echo(request)))
                .add(Routes.ANY, "/delay/{seconds}", "the same, after 0 to 60 seconds", EchoRoutes::delay)
                .add("GET", "/headers", "the request's headers", request -> one("headers", headers(request)))
                .add("GET", "/ip", "the client's address", request -> one("origin", request.origin()))
                .add("GET", "/user-agent", "the client's name", request -> Json.answer(userAgent(request)))
                .add(
                        "GET",
                        "/uuid",
                        "a random UUID",
                        _ -> one("uuid", UUID.randomUUID().toString()));
    }

    /** What a request sent. */
    static Map<String, @Nullable Object> echo(Request request) throws IOException, Refusal {
        var echo = Json.object("args", single(request.query()));
        byte[] body = request.body();
        if (body.length > 0 || !request.method().equals("GET")) {
            String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            boolean form = type.startsWith("application/x-www-form-urlencoded");
            echo.put("data", form ? "" : data(body));
            String text = new String(body, StandardCharsets.UTF_8);
            echo.put("form", form ? single(Request.decode(text)) : Map.of());
            echo.put("json", form ? null : Json.parse(text).orElse(null));
        }
        echo.put("headers", headers(request));
        echo.put("method", request.method());
        echo.put("origin", request.origin());
        echo.put("url", request.uri().toString());
        return echo;
    }

    private static Answer delay(Request request) throws IOException, InterruptedException, Refusal {
        Duration wait = request.seconds("seconds", LONGEST_WAIT);
        var echo = echo(request);
        Thread.sleep(wait);
        return Json.answer(echo);
    }

    private static Answer one(String name, Object value) {
        return Json.answer(Json.object(name, value));
    }

    private static Map<String, @Nullable Object> userAgent(Request request) {
        var object = Json.object();
        object.put("user-agent", request.header("User-Agent").orElse(null));
        return object;
    }

    /** Text as it is; bytes that are no text as a data URI (RFC 2397). */
    private static String data(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(body);
        }
    }

    private static Map<String, Object> headers(Request request) {
        var headers = new TreeMap<String, Object>();
        request.headers().forEach((name, values) -> headers.put(capitalised(name), String.join(", ", values)));
        return headers;
    }

    /** {@code User-Agent}, not {@code User-agent} as the server stores it. */
    private static String capitalised(String name) {
        var words = new ArrayList<String>();
        for (String word : name.split("-", -1)) {
            words.add(word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return String.join("-", words);
    }

    /** One value as itself, several as a list. */
    private static Map<String, Object> single(Map<String, List<String>> values) {
        var result = new LinkedHashMap<String, Object>();
        values.forEach((name, list) -> result.put(name, list.size() == 1 ? list.getFirst() : list));
        return result;
    }
}
