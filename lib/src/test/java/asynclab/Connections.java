package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens connections, counts how many are open, and notices two users of one. */
final class Connections {
    final Trail trail = new Trail();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger mostOpen = new AtomicInteger();

    Connection connect() {
        return new Connection();
    }

    final class Connection implements AutoCloseable {
        final String name = "c" + opened.incrementAndGet();
        private final AtomicInteger users = new AtomicInteger();
        volatile boolean sound = true;

        private Connection() {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            trail.add("open " + name);
        }

        String use() {
            assertEquals(1, users.incrementAndGet(), "one user at a time");
            Thread.onSpinWait();
            users.decrementAndGet();
            return name;
        }

        @Override
        public void close() throws IOException {
            open.decrementAndGet();
            trail.add("close " + name);
            if (!sound) {
                throw new IOException(name + " is broken");
            }
        }
    }
}
