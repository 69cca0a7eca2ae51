package asynclab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import asynclab.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final List<String> lines = new ArrayList<>();
    private long now;
    private final Screen terminal = new Screens.Terminal(lines::add, () -> now);

    @Test
    void aLiveViewPrintsSparinglyAndAlwaysItsEnd() {
        var live = terminal.live(Picture.of("0"));
        for (int second = 1; second <= 11; second++) {
            now = Duration.ofSeconds(second).toNanos();
            live.update(Picture.of(second + " s"));
        }
        live.end(Picture.of("end"));
        live.end(Picture.of("end"));
        assertEquals(List.of("0", "5 s", "10 s", "end"), lines);
    }
}
