package asynclab.http;

/**
 * The most bytes of one body, and what happens to a larger one: it is refused, or cut off if that was asked for. It is
 * never cut off silently.
 *
 * <p>Immutable.
 *
 * @param wire as sent; 4 MiB unless changed
 * @param decoded after gzip or deflate; 8 MiB unless changed
 * @param cut whether a larger body is cut off ({@link Body#isTruncated}) instead of refused
 */
public record ByteCaps(long wire, long decoded, boolean cut) {
    private static final ByteCaps USUAL = new ByteCaps(4L << 20, 8L << 20, false);

    /** Checks that each lets something through. */
    public ByteCaps {
        if (wire < 1 || decoded < 1) {
            throw new IllegalArgumentException(
                    "caps must be >= 1 byte, got " + wire + " on the wire and " + decoded + " decoded");
        }
    }

    /** 4 MiB on the wire, 8 MiB decoded; a larger body is refused. */
    public static ByteCaps usual() {
        return USUAL;
    }

    /** So many bytes, decoded or not; a larger body is refused. */
    public static ByteCaps upTo(long bytes) {
        return new ByteCaps(bytes, bytes, false);
    }

    /** The same caps; a larger body is cut off there. */
    public ByteCaps withCut() {
        return new ByteCaps(wire, decoded, true);
    }
}
