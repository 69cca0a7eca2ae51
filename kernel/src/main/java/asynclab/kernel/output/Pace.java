package asynclab.kernel.output;

import java.util.ArrayDeque;

/**
 * How fast may be sent: a Jupyter server drops what is above 1,000 messages or 1,000,000 bytes a second, each over 3
 * seconds, unless it is configured otherwise (jupyter_server's {@code iopub_data_rate_limit}). Only for the thread that
 * sends.
 */
final class Pace {
    private static final long WINDOW = 3_000_000_000L; // ns
    private static final int MOST_MESSAGES = 2_800;
    private static final long MOST_BYTES = 2_800_000;

    /** The header, the parent's header and the signature of each message. */
    private static final int ENVELOPE = 900;

    private record Sent(long time, long bytes) {}

    private final ArrayDeque<Sent> window = new ArrayDeque<>();
    private long bytes; // in the window

    /** Returns how long to wait before the next message of this size, in nanoseconds. */
    long pause(long size, long now) {
        while (!window.isEmpty() && now - window.getFirst().time() >= WINDOW) {
            bytes -= window.removeFirst().bytes();
        }
        boolean room = window.isEmpty() || (window.size() < MOST_MESSAGES && bytes + size + ENVELOPE <= MOST_BYTES);
        return room ? 0 : WINDOW - (now - window.getFirst().time());
    }

    void sent(long size, long now) {
        window.add(new Sent(now, size + ENVELOPE));
        bytes += size + ENVELOPE;
    }

    /** How many bytes a text takes in a message: Gson writes some characters as six. */
    static long bytes(CharSequence text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += switch (c) {
                case '\n', '\t', '\r', '"', '\\' -> 2;
                case '<', '>', '&', '=', '\'' -> 6;
                default -> c < ' ' ? 6 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            };
        }
        return bytes;
    }
}
