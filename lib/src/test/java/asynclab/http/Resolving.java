package asynclab.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;

/** Fetchers whose names are looked up by a test, for tests of other packages. */
public final class Resolving {
    /** Answers like the system's resolver: with all addresses, by throwing, or not in time. */
    public interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private Resolving() {}

    public static HttpFetcher with(FetchSettings settings, Names names) {
        return HttpFetcher.with(settings, names::of, null);
    }

    /** Waits as the system's resolver does: it takes no interrupt. */
    public static void await(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // and goes on waiting
            }
        }
    }
}
