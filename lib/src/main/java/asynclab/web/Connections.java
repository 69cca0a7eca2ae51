package asynclab.web;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the connections of a server and knows one again, though {@code jdk.httpserver} hides them.
 *
 * <p>The remote port alone is not enough: a system hands the same port out again after some ten thousand connections.
 * But a socket keeps one {@code InetAddress} object for its whole life and each accepted socket has its own, so port
 * and object together tell a connection that came back from another on the same port. A test says so on the JDK in
 * use.
 *
 * <p>Safe for any thread. Bounded: one small record a port.
 */
final class Connections {
    /** What is known of a request's connection: its number, from 1, and whether it carried a request before. */
    record Use(int number, boolean reused) {}

    private record Known(int number, WeakReference<InetAddress> address) {}

    private final Map<Integer, Known> byPort = new HashMap<>(); // guarded by this
    private int count; // guarded by this

    synchronized Use of(InetSocketAddress remote) {
        var known = byPort.get(remote.getPort());
        if (known != null && known.address.refersTo(remote.getAddress())) {
            return new Use(known.number, true);
        }
        count++;
        byPort.put(remote.getPort(), new Known(count, new WeakReference<>(remote.getAddress())));
        return new Use(count, false);
    }
}
