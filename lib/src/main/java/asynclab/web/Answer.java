package asynclab.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What to answer: status, headers and a body that is written when the time comes. Immutable; the faults are changed
 * copies.
 *
 * @param status empty if there will be no answer at all
 * @param length the body's length; empty if it is not known before, and sent in chunks
 */
record Answer(
        OptionalInt status,
        Map<String, List<String>> headers,
        OptionalLong length,
        Body body,
        Optional<Fault> fault,
        Optional<Duration> retryAfter) {
    /** Writes a body. */
    interface Body {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * How long a silent answer keeps its connection. jdk.httpserver cannot tell that a client has given up, so
     * without an end each one would hold a socket for as long as the server lives.
     */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    /** The gap between two pieces of a dripped body: often enough to look steady, seldom enough to cost nothing. */
    private static final Duration DRIP_GAP = Duration.ofMillis(20);

    private static final String CONTENT_TYPE = "Content-Type";

    static Answer of(String contentType, byte[] body) {
        return new Answer(
                OptionalInt.of(200),
                Map.of(CONTENT_TYPE, List.of(contentType)),
                OptionalLong.of(body.length),
                out -> out.write(body),
                Optional.empty(),
                Optional.empty());
    }

    static Answer text(String contentType, String body) {
        return of(contentType + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer html(String body) {
        return text("text/html", body);
    }

    /** A body of a known length, written as it is made. */
    static Answer sized(String contentType, long length, Body body) {
        return of(contentType, new byte[0]).withBody(OptionalLong.of(length), body);
    }

    /** A body of unknown length, written as it is made. */
    static Answer chunked(String contentType, Body body) {
        return of(contentType, new byte[0]).withBody(OptionalLong.empty(), body);
    }

    /** A status and no body. */
    static Answer empty(int status) {
        return new Answer(
                OptionalInt.of(status), Map.of(), OptionalLong.of(0), _ -> {}, Optional.empty(), Optional.empty());
    }

    static Answer redirect(int status, String location) {
        return empty(status).with("Location", location);
    }

    /** The connection closes without a word. */
    static Answer closed() {
        return nothing(Fault.CLOSED, _ -> {});
    }

    /** The connection stays open without a word. */
    static Answer silent() {
        return nothing(Fault.SILENT, _ -> Thread.sleep(LONGEST_SILENCE));
    }

    private static Answer nothing(Fault fault, Body wait) {
        return new Answer(
                OptionalInt.empty(), Map.of(), OptionalLong.of(0), wait, Optional.of(fault), Optional.empty());
    }

    Answer withStatus(int status) {
        return new Answer(OptionalInt.of(status), headers, length, body, fault, retryAfter);
    }

    /** One more header; a name already there gets one more value, but there is one content type only. */
    Answer with(String name, String value) {
        boolean type = name.equalsIgnoreCase(CONTENT_TYPE);
        String key = type ? CONTENT_TYPE : name;
        var all = new LinkedHashMap<>(headers);
        var values = new ArrayList<>(type ? List.of() : all.getOrDefault(key, List.of()));
        values.add(value);
        all.put(key, List.copyOf(values));
        return new Answer(status, all, length, body, fault, retryAfter);
    }

    Answer withRetryAfter(Duration wait) {
        return new Answer(status, headers, length, body, fault, Optional.of(wait))
                .with("Retry-After", Long.toString(wait.toSeconds()));
    }

    Answer because(Fault fault) {
        return new Answer(status, headers, length, body, Optional.of(fault), retryAfter);
    }

    /** The same body, a little at a time, over {@code time}. Its length must be known. */
    Answer dripped(Duration time) {
        long size = length.orElseThrow();
        return withBody(length, out -> body.writeTo(new Drip(out, size, time, DRIP_GAP)));
    }

    /** The same headers, half the body, then the connection closes. The body's length must be known. */
    Answer truncated() {
        long half = length.orElseThrow() / 2;
        return withBody(length, out -> body.writeTo(new Cut(out, half)));
    }

    private Answer withBody(OptionalLong length, Body body) {
        return new Answer(status, headers, length, body, fault, retryAfter);
    }
}
