package asynclab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event that a server sends over a response that goes on and on ({@code text/event-stream}).
 *
 * {@snippet :
 * var answer = client.send(request, BodyHandlers.ofInputStream());
 * try (var events = ServerEvent.read(answer.body())) {
 *     for (var event : events) {
 *         IO.println(event.data());
 *     }
 * }
 * }
 *
 * <p>Reads as the HTML standard says in its section 9.2, "Server-sent events". Immutable.
 *
 * @param type the event's name; {@code message} if the server gave none
 * @param data its text; lines are separated by a line feed
 * @param id the last id the server has given, here or before; what a client sends as {@code Last-Event-ID} when it comes
 *     again
 */
public record ServerEvent(String type, String data, Optional<String> id) {
    private static final int UNREAD = 16;

    /**
     * Reads events as they arrive, at most 16 ahead of who takes them. Closing the feed closes the body, so that the
     * server sees that nobody listens any more. An event that the body's end cuts off is left out.
     *
     * @param body UTF-8; belongs to the feed from now on
     */
    public static Feed<ServerEvent> read(InputStream body) {
        return Feed.of(UNREAD, sink -> new Parser(sink).read(body), () -> close(body));
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known of the event whose lines come in. */
    private static final class Parser {
        private final Feed.Sink<ServerEvent> sink;
        private final StringBuilder data = new StringBuilder();
        private String type = "";
        private @Nullable String id;

        Parser(Feed.Sink<ServerEvent> sink) {
            this.sink = sink;
        }

        void read(InputStream body) throws IOException, InterruptedException {
            // A reader ends a line at CR, LF or both, as the standard wants it.
            try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                boolean first = true;
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    boolean marked = first && line.startsWith("\uFEFF"); // a byte order mark is no part of the stream
                    take(marked ? line.substring(1) : line);
                    first = false;
                }
            }
        }

        private void take(String line) throws InterruptedException {
            if (line.isEmpty()) {
                dispatch();
                return;
            }
            int colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "event" -> type = value;
                case "data" -> data.append(value).append('\n');
                case "id" -> id = value.indexOf('\0') < 0 ? value : id;
                default -> {} // a comment (no name), "retry" (this reader does not come again), or what is not known
            }
        }

        private void dispatch() throws InterruptedException {
            if (!data.isEmpty()) {
                data.setLength(data.length() - 1);
                var name = type.isEmpty() ? "message" : type;
                sink.put(new ServerEvent(name, data.toString(), Optional.ofNullable(id)));
            }
            data.setLength(0);
            type = "";
        }
    }
}
