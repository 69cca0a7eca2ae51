package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aPortInUseIsRefusedInOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Problem problem =
                    assertThrows(Problem.class, () -> Ports.choose(Optional.of(taken.getLocalPort()), Ports.FIRST));
            assertEquals("Port " + taken.getLocalPort() + " is in use, or not yours to use.", problem.sentence());
            assertEquals(1, problem.status());
        }
    }

    @Test
    void aFreePortIsTakenAsAsked() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        assertEquals(free, Ports.choose(Optional.of(free), Ports.FIRST));
    }

    @Test
    void withoutAWishTheFirstFreeOneIsTaken() throws Exception {
        int first = Ports.choose(Optional.empty(), Ports.FIRST);
        assertTrue(first >= Ports.FIRST && first < Ports.FIRST + Ports.TRIED);
        try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertTrue(Ports.choose(Optional.empty(), Ports.FIRST) > taken.getLocalPort());
        }
    }

    @Test
    void whenNoneIsLeftItSaysSo() {
        assertThrows(Problem.class, () -> Ports.choose(Optional.empty(), Ports.FIRST + Ports.TRIED));
    }
}
