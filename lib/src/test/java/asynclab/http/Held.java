package asynclab.http;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds, for tests of what must not grow. */
public final class Held {
    private Held() {}

    /** Bytes of the heap in use, after a collection. */
    public static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Threads of the system; virtual ones are not among them. */
    public static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Open sockets; 0 where the system does not say. */
    public static long sockets() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (var files = Files.list(open)) {
            return files.filter(Held::isSocket).count();
        }
    }

    /** Waits until no more sockets are open than these; those of a closed connection take a moment to go. */
    public static long socketsDownTo(long most) throws IOException, InterruptedException {
        for (int i = 0; i < 500 && sockets() > most; i++) {
            Thread.sleep(20);
        }
        return sockets();
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
