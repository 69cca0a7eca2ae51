package asynclab.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that writes what a test says, byte for byte: what jdk.httpserver would not send. One connection, one request,
 * one answer, on 127.0.0.1.
 */
public final class RawServer implements AutoCloseable {
    /** Answers one request. */
    public interface Script {
        void answer(String path, Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public RawServer(Script script) throws IOException {
        server = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().name("lab-raw").start(() -> accept(script));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** The paths asked for, in order. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    /** Status line, headers and body as text. */
    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** One piece after the other with a pause between, until the client is gone. */
    public static void drip(OutputStream out, String piece, Duration pause) throws IOException, InterruptedException {
        while (true) {
            write(out, piece);
            Thread.sleep(pause);
        }
    }

    /** Closes with a reset instead of a proper end. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept(Script script) {
        while (true) {
            try {
                var socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().name("lab-raw-connection").start(() -> serve(socket, script));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            if (first == null) {
                return;
            }
            for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
                line = in.readLine();
            }
            String path = first.split(" ", -1)[1];
            paths.add(path);
            script.answer(path, socket, socket.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // the client went away, as most of these tests want it to
        } finally {
            sockets.remove(socket);
        }
    }
}
