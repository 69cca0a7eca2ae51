package asynclab.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * A body as it comes from the network: counted, capped, and with its failures named, so that what is left to fail in the
 * layer above is the decoding. One thread only.
 */
final class Wire extends Counted {
    private final URI uri;
    private final InputStream in;
    private final ByteCaps caps;

    Wire(URI uri, InputStream in, ByteCaps caps) {
        super(caps.wire(), caps.cut());
        this.uri = uri;
        this.in = in;
        this.caps = caps;
    }

    @Override
    int more(byte[] bytes, int from, int space) throws IOException {
        try {
            return in.read(bytes, from, space);
        } catch (IOException e) {
            throw Failures.of(uri, e);
        }
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
