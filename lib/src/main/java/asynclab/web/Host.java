package asynclab.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One address of this machine that answers: {@code jdk.httpserver} on 127.0.0.1 with a virtual thread a request, and
 * the access log.
 *
 * <p>Safe for any thread. Its threads are daemons: an open host never keeps a program alive.
 */
final class Host implements AutoCloseable {
    /** Answers requests. */
    interface Handler {
        Answer answer(Request request) throws IOException, InterruptedException, Refusal;
    }

    static {
        // Read once, when the server's classes load; whoever set one before us keeps it. Without nodelay each answer
        // waits 40 ms: header and body go out in two writes, and Nagle's algorithm (RFC 896) holds the second one
        // back until the client's delayed acknowledgement of the first.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        // Of 5,000 connections that fall idle together the server would keep 200 and close the others.
        setIfAbsent("sun.net.httpserver.maxIdleConnections", "20000");
        // Longer than any client keeps an idle connection (java.net.http: 30 s), so that the client is the one to
        // close it. Else a request can go out on a connection that is just being closed, and a POST would fail for no
        // reason a learner could see.
        setIfAbsent("sun.net.httpserver.idleInterval", "120");
        setIfAbsent("sun.net.httpserver.maxReqHeaderSize", "65536"); // not 380 KiB: the log keeps some of it
    }

    /** As many connections as can wait to be accepted; the system cuts it to its own limit. */
    private static final int BACKLOG = 16_384;

    private final Recorder recorder = new Recorder(Recorder.MOST_ENTRIES);
    private final AccessLog log = AccessLog.of(recorder);
    private final Connections connections = new Connections();
    /** The timeline hides threads whose names begin with lab-: they are not the learner's. */
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
            .name("lab-web-", 1)
            .inheritInheritableThreadLocals(false)
            .factory());

    private final AtomicBoolean closed = new AtomicBoolean();
    private final HttpServer server;
    private final Handler handler;
    private final URI base;

    /** Opens a host on a free port. */
    Host(Handler handler) {
        this.handler = handler;
        try {
            // By its bytes: no resolver and no hosts file can make it another machine's address.
            var loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            server = HttpServer.create(new InetSocketAddress(loopback, 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1: " + e.getMessage(), e);
        }
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        // The dispatcher thread is a daemon only if the thread that starts it is.
        var starter = Thread.ofPlatform().daemon().name("lab-web-starter").start(server::start);
        joinUninterrupted(starter);
    }

    URI base() {
        return base;
    }

    /** The address of a path on this host. */
    URI uri(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path must begin with /, got \"" + path + "\"");
        }
        return URI.create(base + path);
    }

    AccessLog log() {
        return log;
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Stops listening, drops every connection and ends every answer under way. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.stop(0);
        executor.shutdownNow(); // wakes the answers that sleep
        try {
            // They end at once, or at their next write to a connection that is gone.
            executor.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed all the same; only not waited for
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = new Request(exchange, base);
        var visit = recorder.begin(
                request.method(),
                request.target(),
                request.header("User-Agent"),
                connections.of(exchange.getRemoteAddress()));
        try {
            send(exchange, answer(request), visit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Hangup("the server is closing");
        } finally {
            visit.end();
        }
    }

    private Answer answer(Request request) throws IOException, InterruptedException {
        try {
            return handler.answer(request);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (RuntimeException e) {
            // Ours, not the learner's: say so where it is seen, and keep serving.
            return Json.answer(Json.object("status", 500, "error", "The practice web has a bug here: " + e))
                    .withStatus(500);
        }
    }

    private static void send(HttpExchange exchange, Answer answer, Visit visit)
            throws IOException, InterruptedException {
        visit.answering(answer);
        if (answer.status().isEmpty()) {
            answer.body().writeTo(OutputStream.nullOutputStream());
            throw new Hangup("no answer on purpose");
        }
        int status = answer.status().getAsInt();
        exchange.getResponseHeaders().putAll(answer.headers());
        boolean none = status == 204 || status == 304;
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head && !none && answer.length().isPresent()) {
            // By hand: told a length for a HEAD, the server logs a warning on stderr.
            exchange.getResponseHeaders()
                    .set("Content-Length", Long.toString(answer.length().getAsLong()));
        }
        if (none || head || answer.length().equals(OptionalLong.of(0))) {
            visit.end();
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, answer.length().orElse(0)); // 0 means: in chunks
        var out = new Counted(exchange.getResponseBody(), answer.length(), visit);
        answer.body().writeTo(out);
        out.close(); // not in a finally: after a failure the connection must drop, not end as if all were well
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void joinUninterrupted(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // starting takes no time: finish it, then pass the interrupt on
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
