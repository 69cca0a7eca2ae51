package asynclab.web;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets the first bytes of a body through and then hangs up. One thread only. */
final class Cut extends FilterOutputStream {
    private long left;

    Cut(OutputStream out, long left) {
        super(out);
        this.left = left;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int now = (int) Math.min(left, count);
        out.write(bytes, from, now);
        left -= now;
        if (now < count) {
            out.flush(); // what was let through must arrive: closing throws away what is still buffered
            throw new Hangup("cut off on purpose");
        }
    }
}
