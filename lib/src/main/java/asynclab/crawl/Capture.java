package asynclab.crawl;

import asynclab.http.Body;
import asynclab.http.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;

/**
 * What a host answered, as it came over the network, apart from the chunks it came in. For an archive.
 *
 * <p>Immutable, as long as nobody changes the array that {@link #bytes} gives.
 */
public final class Capture {
    private final URI uri;
    private final Instant at;
    private final Head head;
    private final byte[] bytes;
    private final boolean whole;

    private Capture(URI uri, Instant at, Head head, byte[] bytes, boolean whole) {
        this.uri = uri;
        this.at = at;
        this.head = head;
        this.bytes = bytes;
        this.whole = whole;
    }

    /** Reads what nobody has read yet, of an error page say, and gives it with all of {@code copy}. */
    static Capture of(URI uri, Instant at, Head head, Body body, ByteArrayOutputStream copy) {
        boolean whole;
        try {
            body.transferTo(OutputStream.nullOutputStream());
            whole = !body.isTruncated();
        } catch (IOException e) {
            whole = false; // the visit has what it needs: an archive wants what came, and to know that it is not all
        }
        return new Capture(uri, at, head, copy.toByteArray(), whole);
    }

    /** What was asked for. */
    public URI uri() {
        return uri;
    }

    /** When it was asked for, by the machine's clock. */
    public Instant at() {
        return at;
    }

    /** Status and headers. */
    public Head head() {
        return head;
    }

    /** The body, in the encoding that the headers name; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether the end of the body is there: not cut off at a cap, and not lost with the connection. */
    public boolean isWhole() {
        return whole;
    }
}
