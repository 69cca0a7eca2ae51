package asynclab.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.FetchException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final byte[] TEXT = "a page about the tide, a page about the tide".getBytes(UTF_8);
    private static final Tried TRIED = new Tried("encoded and oversized bodies");

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void plainGzipAndBothKindsOfDeflateReadTheSame() throws IOException {
        assertArrayEquals(TEXT, read(TEXT, ""));
        assertArrayEquals(TEXT, read(TEXT, "identity"));
        assertArrayEquals(TEXT, read(gzip(TEXT), "gzip"));
        assertArrayEquals(TEXT, read(gzip(TEXT), "X-GZIP"));
        assertArrayEquals(TEXT, read(deflate(TEXT, false), "deflate"));
        assertArrayEquals(TEXT, read(deflate(TEXT, true), "deflate"));
    }

    @Test
    void anEmptyBodyIsInAnyEncoding() throws IOException {
        assertArrayEquals(new byte[0], read(new byte[0], "gzip"));
        assertArrayEquals(new byte[0], read(new byte[0], "deflate"));
        assertArrayEquals(new byte[0], read(new byte[0], "br"));
    }

    @Test
    void whatIsNotInItsEncodingIsSaidToBe() {
        byte[] gzip = gzip(TEXT);
        byte[] corrupt = gzip.clone();
        corrupt[corrupt.length - 12] ^= 0x55;
        assertKind(Kind.DECODE, TEXT, "gzip");
        assertKind(Kind.DECODE, corrupt, "gzip");
        assertKind(Kind.DECODE, Arrays.copyOf(gzip, gzip.length / 2), "gzip");
        assertKind(Kind.DECODE, new byte[] {0x1f}, "gzip");
        assertKind(Kind.DECODE, new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3}, "deflate");
    }

    @Test
    void otherEncodingsAndMoreThanOneAreRefusedByName() {
        assertKind(Kind.ENCODING, TEXT, "br");
        assertKind(Kind.ENCODING, TEXT, "zstd");
        assertKind(Kind.ENCODING, gzip(gzip(TEXT)), "gzip, gzip");
        var failure = assertThrows(FetchException.class, () -> read(TEXT, "br"));
        assertTrue(failure.toString().contains("br"), failure::toString);
    }

    @Test
    void aBombIsRefusedBeforeItUnpacks() throws IOException {
        TRIED.one();
        byte[] bomb = gzip(new byte[64 << 20]);
        var wide = new ByteCaps(1 << 30, 1 << 30, false);
        try (var body = body(bomb, "gzip", wide)) {
            var failure = assertThrows(FetchException.class, () -> body.transferTo(OutputStream.nullOutputStream()));
            assertEquals(Kind.TOO_LARGE, failure.kind());
            assertTrue(body.wireBytes() < 32 << 10, body.wireBytes() + " bytes were unpacked");
        }
    }

    @Test
    void aPageThatRepeatsItselfIsNoBomb() throws IOException {
        byte[] page = new byte[900 << 10];
        assertArrayEquals(page, read(gzip(page), "gzip"));
    }

    @Test
    void aLargerBodyIsRefusedAndOneOfExactlyTheCapIsNot() throws IOException {
        var caps = ByteCaps.upTo(1000);
        assertEquals(1000, body(new byte[1000], "", caps).readAllBytes().length);
        TRIED.one();
        var failure = assertThrows(
                FetchException.class, () -> body(new byte[1001], "", caps).readAllBytes());
        assertEquals(Kind.TOO_LARGE, failure.kind());
        TRIED.one();
        byte[] packed = gzip("0123456789".repeat(101).getBytes(UTF_8));
        failure = assertThrows(
                FetchException.class, () -> body(packed, "gzip", caps).readAllBytes());
        assertEquals(Kind.TOO_LARGE, failure.kind());
    }

    @Test
    void aPromisedLengthAboveTheCapIsRefusedUnread() {
        TRIED.one();
        var head = head("", Map.of("Content-Length", List.of("10737418240")));
        var failure = assertThrows(FetchException.class, () -> Body.of(head, new Unreadable(), ByteCaps.usual(), 0));
        assertEquals(Kind.TOO_LARGE, failure.kind());
    }

    @Test
    void aLargerBodyIsCutIfThatWasAskedFor() throws IOException {
        try (var plain = body(new byte[5000], "", ByteCaps.upTo(1000).withCut())) {
            assertEquals(1000, plain.readAllBytes().length);
            assertTrue(plain.isTruncated());
        }
        try (var decoded =
                body(gzip(new byte[5000]), "gzip", ByteCaps.upTo(1000).withCut())) {
            assertEquals(1000, decoded.readAllBytes().length);
            assertTrue(decoded.isTruncated());
        }
        byte[] noise = new byte[5000];
        new Random(42).nextBytes(noise);
        try (var wire = body(gzip(noise), "gzip", new ByteCaps(1000, 1 << 20, true))) {
            int length = wire.readAllBytes().length;
            assertTrue(length > 500 && length < 1000, "got " + length);
            assertTrue(wire.isTruncated());
        }
    }

    private static byte[] read(byte[] bytes, String encoding) throws IOException {
        try (var body = body(bytes, encoding, ByteCaps.usual())) {
            return body.readAllBytes();
        }
    }

    private static void assertKind(Kind kind, byte[] bytes, String encoding) {
        TRIED.one();
        assertEquals(
                kind,
                assertThrows(FetchException.class, () -> read(bytes, encoding)).kind());
    }

    private static Body body(byte[] bytes, String encoding, ByteCaps caps) throws IOException {
        return Body.of(head(encoding, Map.of()), new ByteArrayInputStream(bytes), caps, 0);
    }

    private static Head head(String encoding, Map<String, List<String>> more) {
        var headers = new HashMap<>(more);
        if (!encoding.isEmpty()) {
            headers.put("Content-Encoding", List.of(encoding));
        }
        return new Head(URI.create("http://127.0.0.1/"), 200, HttpHeaders.of(headers, (_, _) -> true), List.of());
    }

    private static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(byte[] bytes, boolean bare) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed, new Deflater(9, bare))) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static final class Unreadable extends InputStream {
        @Override
        public int read() {
            throw new AssertionError("read although it had been refused");
        }

        @Override
        public int read(byte[] bytes, int from, int most) {
            return read();
        }
    }
}
