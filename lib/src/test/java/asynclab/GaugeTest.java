package asynclab;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class GaugeTest {
    private final FakeTicker time = new FakeTicker();
    private final Gauge gauge = Gauge.of("queue", time);

    @Test
    void keepsWhatIsNowAndThePeak() {
        gauge.add(3);
        gauge.add(4);
        gauge.add(-5);
        assertEquals(2, gauge.now());
        assertEquals(7, gauge.peak());
    }

    @Test
    void saysInWordsHowItWent() {
        time.advance(ofSeconds(9)); // what was before the first change does not count
        gauge.set(4);
        time.advance(ofSeconds(1));
        gauge.set(2);
        time.advance(ofSeconds(3));
        gauge.set(0);
        assertEquals("queue: at most 4, 2.5 on average, 0 in the end, over 4 s.", gauge.toString());
        var text = gauge.picture().text();
        assertEquals(
                "|" + "█".repeat(15) + "█" + "▄".repeat(44) + "|",
                text.lines().toList().get(1));
        var svg = Objects.requireNonNull(gauge.picture().forms().get("image/svg+xml"));
        assertTrue(svg.contains("<desc") && svg.contains(gauge.toString()), svg);
    }

    @Test
    void nothingYetIsSaidSo() {
        assertEquals("queue: nothing has happened yet.", gauge.picture().text());
        assertEquals(1, gauge.picture().forms().size());
        gauge.set(1);
        assertEquals("queue: at most 1, 1 on average, 1 in the end, over 0 s.", gauge.toString());
    }

    @Test
    void aMillionChangesStaySmallAndKeepTheirPeaks() {
        for (int i = 0; i < 1_000_000; i++) {
            time.advance(ofMillis(1));
            gauge.set(i == 123_456 ? 99 : i % 7);
        }
        assertEquals(99, gauge.peak());
        assertTrue(gauge.toString().startsWith("queue: at most 99, "), gauge.toString());
        var forms = gauge.picture().forms().values();
        assertTrue(forms.stream().mapToInt(String::length).sum() < 150_000);
    }

    @OnBothKinds
    void manyThreadsMayCountAtOnce(OnBothKinds.Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            for (int i = 0; i < 10; i++) {
                scope.fork("counter " + i, () -> {
                    for (int n = 0; n < 1_000; n++) {
                        gauge.add(1);
                    }
                });
            }
            scope.join();
        }
        assertEquals(10_000, gauge.now());
    }

    @Test
    void belowZeroIsRefused() {
        var mistake = assertThrows(IllegalArgumentException.class, () -> gauge.add(-1));
        assertEquals("queue must be 0 or more, got -1", mistake.getMessage());
        assertEquals(0, gauge.now());
    }
}
