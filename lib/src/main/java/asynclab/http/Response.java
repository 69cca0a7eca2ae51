package asynclab.http;

import asynclab.internal.Texts;
import java.time.Duration;

/**
 * A response with its whole body in memory, decoded.
 *
 * <p>Immutable, as long as nobody changes the array that {@link #bytes} gives.
 */
public final class Response {
    private final Head head;
    private final byte[] bytes;
    private final long wireBytes;
    private final boolean truncated;
    private final Duration took;

    Response(Head head, byte[] bytes, Body body) {
        this.head = head;
        this.bytes = bytes;
        this.wireBytes = body.wireBytes();
        this.truncated = body.isTruncated();
        this.took = body.elapsed();
    }

    /** What came before the body. */
    public Head head() {
        return head;
    }

    /** The status, such as 200. */
    public int status() {
        return head.status();
    }

    /** Whether the status is one of success: 200 to 299. */
    public boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    /** The body; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** The body as text: its charset is that of its mark, its header, its declaration, or UTF-8. */
    public String text() {
        return Charsets.text(head.charset(), bytes);
    }

    /** How many bytes of body came over the network. */
    public long wireBytes() {
        return wireBytes;
    }

    /** Whether the end of the body was cut off at a cap: {@link ByteCaps#withCut()}. */
    public boolean isTruncated() {
        return truncated;
    }

    /** From the last request, if redirects were followed, to the last byte; not the wait for permits. */
    public Duration took() {
        return took;
    }

    /** {@code 200 http://127.0.0.1:40233/p/7, 5,120 bytes}. */
    @Override
    public String toString() {
        return status() + " " + head.uri() + ", " + Texts.counted(bytes.length, "byte", "bytes");
    }
}
