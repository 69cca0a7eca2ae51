package asynclab.web;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A web to practise on, on this machine and for it alone: it waits, fails, redirects and streams as asked, and keeps
 * a log of what it was sent.
 *
 * {@snippet :
 * URI slow = PracticeWeb.shared().uri("/delay/1");
 * HttpResponse<String> answer = client.send(HttpRequest.newBuilder(slow).build(), BodyHandlers.ofString());
 * PracticeWeb.shared().log().maxInFlight();
 * }
 *
 * <p>The routes are those of httpbin that a course needs, in the same form; {@code GET /} lists them. Every request
 * has a virtual thread of its own, so an answer that waits holds up no other: 5,000 requests for {@code /delay/1} at
 * once are answered within 2 seconds. It listens on 127.0.0.1 only, on a port the system chooses: no other machine
 * reaches it. {@link #site} opens sites with pages, robots.txt and faults.
 *
 * <p>Safe for any thread. Its threads are daemons: an open practice web does not keep a program alive.
 */
public final class PracticeWeb implements AutoCloseable {
    /** The seed of whatever looks random, unless a request says otherwise. */
    public static final long SEED = 42;

    private record SiteKey(long seed, int size) {}

    private static final Object LOCK = new Object();
    private static @Nullable PracticeWeb shared; // guarded by LOCK; null until somebody asks

    private final Host host;
    private final boolean everybodys;
    private final Map<SiteKey, Site> sites = new HashMap<>(); // guarded by this

    private PracticeWeb(boolean everybodys) {
        this.everybodys = everybodys;
        var routes = new Routes("GET / lists what there is.");
        routes.add("GET", "/", "this list", request -> Answer.html(routes.page("Practice web")));
        EchoRoutes.addTo(routes);
        StatusRoutes.addTo(routes, SEED);
        BodyRoutes.addTo(routes);
        StreamRoutes.addTo(routes);
        CacheRoutes.addTo(routes);
        host = new Host(routes);
    }

    /**
     * The one of this JVM, started when first asked for. It needs no closing: it ends with the JVM, and {@code close}
     * leaves it open, for whoever else uses it.
     */
    public static PracticeWeb shared() {
        synchronized (LOCK) {
            if (shared == null) {
                shared = new PracticeWeb(true);
            }
            return shared;
        }
    }

    /**
     * One of your own, with its own port and log. Close it when done.
     *
     * @throws java.io.UncheckedIOException if no port of 127.0.0.1 is free
     */
    public static PracticeWeb start() {
        return new PracticeWeb(false);
    }

    /** Its address, such as {@code http://127.0.0.1:40231}. */
    public URI base() {
        return host.base();
    }

    /**
     * The address of a path, such as {@code /delay/1}.
     *
     * @throws IllegalArgumentException if the path does not begin with a slash, or is no path
     */
    public URI uri(String path) {
        return host.uri(path);
    }

    /** What it was sent, from its start on; its sites have logs of their own. */
    public AccessLog log() {
        return host.log();
    }

    /**
     * A site of {@code size} pages, all made from {@code seed}: the same two numbers give the same site, to the byte.
     * Asked for again, it is the same one at the same address, its faults switched off: a cell that is run twice
     * meets the same web.
     *
     * @throws IllegalArgumentException if size is not from 1 to 100,000
     * @throws IllegalStateException if this practice web is closed
     */
    public synchronized Site site(long seed, int size) {
        if (host.isClosed()) {
            throw new IllegalStateException("this practice web is closed; PracticeWeb.start() opens another");
        }
        var key = new SiteKey(seed, size);
        var open = sites.get(key);
        if (open != null && !open.isClosed()) {
            open.reset();
            return open;
        }
        var site = Site.start(seed, size);
        sites.put(key, site);
        return site;
    }

    /**
     * Stops listening and drops every connection, of its sites too. Answers under way end there; their clients see
     * the connection close. Does nothing the second time, and nothing to the {@link #shared} one.
     */
    @Override
    public synchronized void close() {
        if (everybodys) {
            return;
        }
        host.close();
        sites.values().forEach(Site::close);
    }

    /** What and where it is: {@code practice web http://127.0.0.1:40231 (this machine only)}. */
    @Override
    public String toString() {
        return "practice web " + base() + (host.isClosed() ? " (closed)" : " (this machine only)");
    }
}
