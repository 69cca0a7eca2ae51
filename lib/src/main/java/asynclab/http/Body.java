package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A response's body, decoded while it is read. What is larger than the {@link ByteCaps} ends in a {@link FetchException}
 * of kind {@code TOO_LARGE} or, if that was asked for, is cut off there.
 *
 * <p>gzip and deflate (RFC 9110 section 8.4.1), one layer. A small body that unpacks to more than 200 times its size is
 * refused once it has reached 1 MiB: it was made to fill somebody's memory.
 *
 * <p>One thread only. A read waits for the network; the fetch's deadline ends it.
 */
public final class Body extends Counted {
    private static final int HARMLESS = 1 << 20;
    private static final int STEEPEST = 200;
    private static final int BLOCK = 8 << 10;

    private final URI uri;
    private final Wire wire;
    private final ByteCaps caps;
    private final List<String> codings;
    private final long begun;
    private @Nullable InputStream decoded; // made by the first read
    private @Nullable Inflater inflater; // of a deflate without header; must be ended, its memory is not the heap's

    private Body(Head head, Wire wire, ByteCaps caps, long begun) {
        super(caps.decoded(), caps.cut());
        this.uri = head.uri();
        this.wire = wire;
        this.caps = caps;
        this.begun = begun;
        this.codings = codings(head);
    }

    static Body of(Head head, InputStream in, ByteCaps caps, long begun) throws FetchException {
        long length = head.headers().firstValueAsLong("Content-Length").orElse(0);
        if (length > caps.wire() && !caps.cut()) {
            throw new FetchException(
                    Kind.TOO_LARGE, head.uri() + ": the body has " + length + " bytes, the cap is " + caps.wire());
        }
        return new Body(head, new Wire(head.uri(), in, caps), caps, begun);
    }

    /** How many bytes have come over the network so far, encoded as they were. */
    public long wireBytes() {
        return wire.count();
    }

    /** Whether the end was cut off at a cap, which must have been asked for: {@link ByteCaps#withCut()}. */
    public boolean isTruncated() {
        return isCut() || wire.isCut();
    }

    /**
     * Copies what comes over the network, encoded as it is, to somewhere else too: for an archive. Call it before the first
     * read; what the copy's stream throws, the read throws.
     */
    public void copyTo(OutputStream copy) {
        wire.copyTo(copy);
    }

    /** The time since this exchange began; redirects before it are not counted. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    int more(byte[] bytes, int from, int space) throws IOException {
        if (decoded == null) {
            decoded = decoder(codings);
        }
        int read;
        try {
            read = decoded.read(bytes, from, space);
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            if (wire.isCut()) {
                return -1; // we cut it ourselves, and the decoder misses the rest
            }
            throw undecodable(e);
        }
        long unpacked = count() + read;
        if (decoded != wire && unpacked > HARMLESS && unpacked > STEEPEST * wire.count()) {
            throw new FetchException(
                    Kind.TOO_LARGE, uri + ": " + wire.count() + " bytes unpack to more than " + unpacked + " bytes");
        }
        return read;
    }

    @Override
    String tooLarge() {
        return uri + ": the body decodes to more than " + caps.decoded() + " bytes";
    }

    /** Ends the exchange: the connection is given back if the body was read to its end, else closed. */
    @Override
    public void close() throws IOException {
        try {
            if (decoded != null) {
                decoded.close();
            }
        } finally {
            if (inflater != null) {
                inflater.end();
            }
            wire.close();
        }
    }

    private static List<String> codings(Head head) {
        return head.headers().allValues("Content-Encoding").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
    }

    private InputStream decoder(List<String> codings) throws IOException {
        if (codings.isEmpty()) {
            return wire;
        }
        if (codings.size() > 1) {
            throw new FetchException(Kind.ENCODING, uri + ": encoded more than once: " + codings);
        }
        var start = new PushbackInputStream(wire, 2);
        byte[] first = start.readNBytes(2);
        if (first.length == 0) {
            return wire; // an empty body, as that of a 304 is, is in any encoding
        }
        start.unread(first);
        try {
            return switch (codings.getFirst()) {
                case "gzip", "x-gzip" -> new GZIPInputStream(start, BLOCK);
                case "deflate" -> hasZlibHeader(first) ? new InflaterInputStream(start) : bare(start);
                default ->
                    throw new FetchException(
                            Kind.ENCODING, uri + ": encoded as " + codings.getFirst() + ", which was not asked for");
            };
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw undecodable(e);
        }
    }

    private InputStream bare(InputStream in) {
        inflater = new Inflater(true);
        return new InflaterInputStream(in, inflater, BLOCK);
    }

    /** RFC 1950 section 2.2. Some servers send deflate bare (RFC 1951), and browsers take both. */
    private static boolean hasZlibHeader(byte[] first) {
        return first.length == 2
                && (first[0] & 0x0F) == Deflater.DEFLATED
                && (((first[0] & 0xFF) << 8) | (first[1] & 0xFF)) % 31 == 0;
    }

    private FetchException undecodable(IOException e) {
        return new FetchException(Kind.DECODE, uri + ": the body cannot be decoded: " + e.getMessage(), e);
    }
}
