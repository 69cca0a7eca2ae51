package asynclab.http;

import java.io.IOException;

/**
 * What a fetch makes of a response, while it arrives: bytes, a file, a parsed page, or nothing. It runs under the fetch's
 * deadline, on the fetch's thread. What it does not read is never sent: the connection is closed.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface BodyReader<T> {
    /**
     * Makes it. The body is closed afterwards.
     *
     * @throws IOException of its own, such as a full disk; it reaches whoever asked for the fetch unchanged
     */
    T read(Head head, Body body) throws IOException;
}
