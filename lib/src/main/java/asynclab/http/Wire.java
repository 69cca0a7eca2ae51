package asynclab.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;

/**
 * A body as it comes from the network: counted, capped, and with its failures named, so that what is left to fail in the
 * layer above is the decoding. One thread only.
 */
final class Wire extends Counted {
    private final URI uri;
    private final InputStream in;
    private final ByteCaps caps;
    private OutputStream copy = OutputStream.nullOutputStream();

    Wire(URI uri, InputStream in, ByteCaps caps) {
        super(caps.wire(), caps.cut());
        this.uri = uri;
        this.in = in;
        this.caps = caps;
    }

    @Override
    int more(byte[] bytes, int from, int space) throws IOException {
        int read;
        try {
            read = in.read(bytes, from, space);
        } catch (IOException e) {
            throw Failures.of(uri, e);
        }
        if (read > 0) {
            copy.write(bytes, from, read);
        }
        return read;
    }

    /** Writes all that comes from now on there too; what is beyond the cap may be among it. */
    void copyTo(OutputStream to) {
        copy = to;
    }

    @Override
    String tooLarge() {
        return uri + ": the body has more than " + caps.wire() + " bytes";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
