package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * A body as it comes from the network: counted, capped, and with its failures named, so that what is left to fail in the
 * layer above is the decoding. One thread only.
 */
final class Wire extends FilterInputStream {
    private final URI uri;
    private final ByteCaps caps;
    private long count;
    private boolean truncated;

    Wire(URI uri, InputStream in, ByteCaps caps) {
        super(in);
        this.uri = uri;
        this.caps = caps;
    }

    long count() {
        return count;
    }

    boolean isTruncated() {
        return truncated;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        if (truncated || most == 0) {
            return truncated ? -1 : 0;
        }
        int read;
        try {
            read = in.read(bytes, from, most);
        } catch (IOException e) {
            throw Failures.of(uri, e);
        }
        count += Math.max(read, 0);
        if (count <= caps.wire()) {
            return read;
        }
        if (!caps.cut()) {
            throw new FetchException(Kind.TOO_LARGE, uri + ": the body has more than " + caps.wire() + " bytes");
        }
        truncated = true;
        int kept = read - (int) (count - caps.wire());
        count = caps.wire();
        return kept == 0 ? -1 : kept;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
