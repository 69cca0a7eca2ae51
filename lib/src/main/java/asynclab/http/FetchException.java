package asynclab.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A fetch that gave no response, and why. A response with an error status is not one of these: the server answered.
 *
 * <p>Immutable.
 */
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** Refused: the URL is neither http nor https. */
        SCHEME(true),
        /** Refused: the URL cannot be asked for. */
        URL(true),
        /** Refused: the URL leads to an address that the guard forbids. */
        ADDRESS(true),
        /** Refused: the body is larger than the caps, before or after decoding. */
        TOO_LARGE(true),
        /** Refused: the body is in an encoding that was not asked for, or in more than one. */
        ENCODING(true),
        /** Refused: more redirects than allowed. */
        REDIRECTS(true),
        /** Failed: the name has no address, or none in time. */
        NAME(false),
        /** Failed: nobody listens there. */
        CONNECT(false),
        /** Failed: the server could not prove who it is, or speaks no TLS. */
        TLS(false),
        /** Failed: a timeout passed. */
        TIMEOUT(false),
        /** Failed: the connection ended before the answer did. */
        CLOSED(false),
        /** Failed: the answer is not HTTP. */
        PROTOCOL(false),
        /** Failed: the body is not in the encoding it claims. */
        DECODE(false);

        private final boolean refusal;

        Kind(boolean refusal) {
            this.refusal = refusal;
        }

        /** Whether a rule of ours stopped the fetch. Trying again would end the same way. */
        public boolean isRefusal() {
            return refusal;
        }

        /** Whether trying again may help: the trouble lay between here and the server. */
        public boolean isPassing() {
            return this == CONNECT || this == TIMEOUT || this == CLOSED;
        }
    }

    private final Kind kind;

    FetchException(Kind kind, String message) {
        this(kind, message, null);
    }

    FetchException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
