package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells the failures of {@code java.net.http} apart. Some differ by their message only. */
final class Failures {
    private static final List<String> NOT_HTTP = List.of("status line", "chunk size", "content length header");

    private Failures() {}

    static FetchException of(URI uri, IOException failure) {
        // What ended the reading of a body is the cause of what its stream throws, which says "closed" only.
        var real = failure.getCause() instanceof IOException cause ? cause : failure;
        if (failure instanceof FetchException known) {
            return known;
        }
        if (real instanceof FetchException known) {
            return known;
        }
        String what = real.getMessage() == null ? real.getClass().getSimpleName() : real.getMessage();
        return new FetchException(kind(failure, what), uri + ": " + what, failure);
    }

    private static Kind kind(IOException failure, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (failure instanceof HttpTimeoutException) {
            return Kind.TIMEOUT;
        }
        if (failure instanceof UnknownHostException || hasCause(failure, UnresolvedAddressException.class)) {
            return Kind.NAME;
        }
        if (hasCause(failure, SSLException.class)) {
            return Kind.TLS;
        }
        if (failure instanceof ConnectException) {
            return Kind.CONNECT;
        }
        boolean notHttp = hasCause(failure, ProtocolException.class)
                || hasCause(failure, NumberFormatException.class)
                || NOT_HTTP.stream().anyMatch(text::contains);
        return notHttp ? Kind.PROTOCOL : Kind.CLOSED;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        int depth = 0; // a cause may lead back to itself
        for (@Nullable Throwable t = failure; t != null && depth++ < 16; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
