package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that counts what it gives, up to a cap. What has more is refused or, if that was asked for, cut off there. One
 * thread only.
 */
abstract class Counted extends InputStream {
    private final long most;
    private final boolean cut;
    private long count;
    private boolean isCut;

    Counted(long most, boolean cut) {
        this.most = most;
        this.cut = cut;
    }

    /** Reads on, into the array, as {@link InputStream#read(byte[], int, int)} does. */
    abstract int more(byte[] bytes, int from, int space) throws IOException;

    /** What is said when it has more bytes than the cap. */
    abstract String tooLarge();

    final long count() {
        return count;
    }

    final boolean isCut() {
        return isCut;
    }

    @Override
    public final int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public final int read(byte[] bytes, int from, int space) throws IOException {
        if (isCut || space == 0) {
            return isCut ? -1 : 0;
        }
        int read = more(bytes, from, space);
        count += Math.max(read, 0);
        if (count <= most) {
            return read;
        }
        if (!cut) {
            throw new FetchException(Kind.TOO_LARGE, tooLarge());
        }
        isCut = true;
        int kept = read - (int) (count - most);
        count = most;
        return kept == 0 ? -1 : kept;
    }
}
