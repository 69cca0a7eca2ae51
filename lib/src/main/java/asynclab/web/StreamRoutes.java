package asynclab.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Routes whose answers come piece by piece, for as long as they are asked to. */
final class StreamRoutes {
    private static final int MOST_PIECES = 10_000;

    private StreamRoutes() {}

    static void addTo(Routes routes) {
        routes.add("GET", "/stream/{n}", "n lines of JSON, ?delay= seconds apart", StreamRoutes::stream)
                .add(
                        "GET",
                        "/sse",
                        "?count= server-sent events over ?duration= seconds, after ?delay=",
                        StreamRoutes::sse);
    }

    private static Answer stream(Request request) throws Refusal {
        int n = (int) request.whole("n", 1, MOST_PIECES);
        Duration delay = request.seconds("delay", Duration.ZERO, EchoRoutes.LONGEST_WAIT);
        String url = request.uri().toString();
        return Answer.chunked("application/json", out -> {
            for (int i = 0; i < n; i++) {
                out.write(Json.line(Json.object("id", i, "url", url)));
                pause(out, i < n - 1 ? delay : Duration.ZERO);
            }
        });
    }

    /** Events in the form of the WHATWG HTML standard, section "Server-sent events". */
    private static Answer sse(Request request) throws Refusal, InterruptedException {
        int count = (int) request.whole("count", 10, 1, MOST_PIECES);
        Duration duration = request.seconds("duration", Duration.ofSeconds(1), EchoRoutes.LONGEST_WAIT);
        Duration delay = request.seconds("delay", Duration.ZERO, EchoRoutes.LONGEST_WAIT);
        Duration gap = duration.dividedBy(count);
        Thread.sleep(delay);
        return Answer.chunked("text/event-stream", out -> {
                    for (int i = 0; i < count; i++) {
                        String data = new String(
                                        Json.line(Json.object(
                                                "id", i, "time", Instant.now().toString())),
                                        StandardCharsets.UTF_8)
                                .strip();
                        out.write("event: ping\nid: %d\ndata: %s\n\n"
                                .formatted(i, data)
                                .getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        pause(out, i < count - 1 ? gap : Duration.ZERO);
                    }
                })
                .with("Cache-Control", "no-store");
    }

    /** What has been written goes out before a pause; without one it may wait for a full chunk. */
    private static void pause(OutputStream out, Duration time) throws IOException, InterruptedException {
        if (time.isPositive()) {
            out.flush();
            Thread.sleep(time);
        }
    }
}
