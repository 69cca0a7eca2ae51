package asynclab.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineTest {
    private final AtomicInteger closings = new AtomicInteger();
    private final Line line = new Line("line 1", null, closings::incrementAndGet);

    @Test
    void closesOnce() {
        line.close();
        line.close();
        assertEquals(1, closings.get());
        assertFalse(line.isOpen());
        assertEquals("line 1 (closed)", line.toString());
    }

    @Test
    void answersNothingWhenClosed() {
        line.close();
        var failure = assertThrows(IllegalStateException.class, () -> line.ask("what"));
        assertEquals("line 1 is closed", failure.getMessage());
    }

    @Test
    void anInterruptedQuestionLeavesTheLineFree() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> line.ask("what"));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> line.ask("what"), "and not: two tasks use it at once");
    }

    @Test
    void anInterruptedConnectLeavesNothingOpen() {
        var server = SmallServer.upTo(1);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, server::connect);
        assertEquals(0, server.open().now());
    }

    @Test
    void aServerBearsOneLineAtLeast() {
        var failure = assertThrows(IllegalArgumentException.class, () -> SmallServer.upTo(0));
        assertEquals("a server must bear >= 1 line, got 0", failure.getMessage());
    }
}
