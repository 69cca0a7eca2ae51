package asynclab.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the JDK's request of ours: the fetcher's headers, and the request's over them. */
final class Headers {
    /** A redirect to another host must not carry what was meant for the first (Fetch Standard, HTTP-redirect fetch). */
    private static final Set<String> PRIVATE = Set.of("authorization", "cookie", "proxy-authorization");

    /** Stands for any address where only a method or a header is checked. */
    static final URI ANY = URI.create("http://127.0.0.1/");

    private Headers() {}

    static HttpRequest request(FetchRequest from, FetchSettings settings) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept-Encoding", "gzip, deflate"); // java.net.http asks for none
        headers.put("User-Agent", settings.userAgent());
        headers.putAll(settings.headers());
        headers.putAll(from.headers());
        var to = HttpRequest.newBuilder(from.uri())
                .timeout(settings.timeouts().headers())
                .method(from.method(), from.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
        headers.forEach(to::setHeader);
        return to.build();
    }

    /** The headers that may go on to another host. */
    static Map<String, String> forStrangers(Map<String, String> headers) {
        var kept = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        kept.putAll(headers);
        kept.keySet().removeIf(name -> PRIVATE.contains(name.toLowerCase(Locale.ROOT)));
        return kept;
    }

    /** Fails now, with the JDK's own reason, and not at the first request. */
    static void check(String name, String value) {
        HttpRequest.newBuilder(ANY).setHeader(name, value);
    }
}
