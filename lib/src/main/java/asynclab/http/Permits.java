package asynclab.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * How many exchanges may be in flight at once, to one host and in all. {@code java.net.http} bounds neither: what it
 * calls its pool size counts idle connections.
 *
 * <p>Safe for any thread, and fair: who waits longest goes first.
 */
final class Permits {
    /** A host's permits, and how many callers hold or want one. */
    private record Host(Semaphore permits, int users) {
        Host used(int more) {
            return new Host(permits, users + more);
        }
    }

    /** The right to one exchange, until closed. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private final int perHost;
    private final Semaphore inAll;
    private final ConcurrentMap<String, Host> hosts = new ConcurrentHashMap<>();

    Permits(int perHost, int inAll) {
        this.perHost = perHost;
        this.inAll = new Semaphore(inAll, true);
    }

    /** Waits for a permit of the host, then for one in all: whoever waits for a slow host takes nothing from others. */
    Held acquire(String host) throws InterruptedException {
        var ofHost = enter(host);
        try {
            ofHost.acquire();
        } catch (InterruptedException e) {
            leave(host);
            throw e;
        }
        try {
            inAll.acquire();
        } catch (InterruptedException e) {
            ofHost.release();
            leave(host);
            throw e;
        }
        return () -> {
            inAll.release();
            ofHost.release();
            leave(host);
        };
    }

    /** How many hosts are in use; the others are forgotten, or a long crawl would collect them. */
    int hosts() {
        return hosts.size();
    }

    private Semaphore enter(String host) {
        return hosts.merge(host, new Host(new Semaphore(perHost, true), 1), (known, _) -> known.used(1))
                .permits();
    }

    private void leave(String host) {
        hosts.computeIfPresent(host, (_, known) -> known.users() == 1 ? null : known.used(-1));
    }
}
