package asynclab.http;

import asynclab.internal.JsonText;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for.
 *
 * {@snippet :
 * FetchRequest.get(URI.create("http://127.0.0.1:8080/users/7"));
 * FetchRequest.postJson(URI.create("http://127.0.0.1:8080/users"), Map.of("name", "Ada"));
 * }
 *
 * <p>Immutable.
 *
 * @param method GET, POST and so on
 * @param headers beside the fetcher's own; one of the same name replaces that
 * @param body what is sent with it, as UTF-8
 */
public record FetchRequest(String method, URI uri, Map<String, String> headers, Optional<String> body) {
    /** Copies the headers; fails now, not when it is sent, if method or headers are none. */
    public FetchRequest {
        method = method.toUpperCase(Locale.ROOT);
        headers = Map.copyOf(headers);
        HttpRequest.newBuilder(Headers.ANY).method(method, BodyPublishers.noBody());
        headers.forEach(Headers::check);
    }

    /** Asks for what is there. */
    public static FetchRequest get(URI uri) {
        return new FetchRequest("GET", uri, Map.of(), Optional.empty());
    }

    /** Asks for the headers of what is there. */
    public static FetchRequest head(URI uri) {
        return new FetchRequest("HEAD", uri, Map.of(), Optional.empty());
    }

    /** Sends text. */
    public static FetchRequest post(URI uri, String contentType, String body) {
        return new FetchRequest("POST", uri, Map.of("Content-Type", contentType), Optional.of(body));
    }

    /**
     * Sends a value as JSON: maps with text as keys, lists, text, numbers, booleans and null.
     *
     * @throws IllegalArgumentException if the value holds anything else
     */
    public static FetchRequest postJson(URI uri, @Nullable Object value) {
        return post(uri, "application/json", JsonText.of(value));
    }

    /** The same request with one more header, or another value for it. */
    public FetchRequest withHeader(String name, String value) {
        var more = new LinkedHashMap<String, String>();
        headers.forEach((known, old) -> {
            if (!known.equalsIgnoreCase(name)) {
                more.put(known, old);
            }
        });
        more.put(name, value);
        return new FetchRequest(method, uri, more, body);
    }

    FetchRequest withUri(URI other) {
        return new FetchRequest(method, other, headers, body);
    }

    /** {@code GET http://127.0.0.1:8080/users/7}. */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
