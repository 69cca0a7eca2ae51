package launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Finds a free port on this computer's own address. */
final class Ports {
    static final int FIRST = 8888;

    /** How many ports after the first are tried; so many JupyterLabs side by side mean that something else is wrong. */
    static final int TRIED = 100;

    private Ports() {}

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(Platform.current() != Platform.WINDOWS); // there it would share a port in use
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the port asked for, or the first free one from {@link #FIRST} on. */
    static int choose(Optional<Integer> asked, int from) throws Problem {
        if (asked.isPresent()) {
            if (!free(asked.get())) {
                throw Problem.of(
                        "Port " + asked.get() + " is in use, or not yours to use.",
                        "Choose another with --port N, or leave --port out: the next free one is taken.");
            }
            return asked.get();
        }
        for (int port = from; port < FIRST + TRIED; port++) {
            if (free(port)) {
                return port;
            }
        }
        throw Problem.of(
                "No port from " + FIRST + " to " + (FIRST + TRIED - 1) + " is free.",
                "End some of the programs that use them, or choose one with --port N.");
    }
}
