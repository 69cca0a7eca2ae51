package asynclab.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.lessons.Sleepers.Figures;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ThreadCostTest {
    private static final Figures PLATFORM = new Figures(10_000, 3_920_000_000L, 2 << 20, 240L << 20, "");
    private static final Figures VIRTUAL = new Figures(10_000, 193_000_000L, 21 << 20, 6 << 20, "");

    @Test
    void aPlatformThreadOutweighsAVirtualOneManyTimes() throws Exception {
        var cost = ThreadCost.measure(500);
        assertTrue(cost.platform() > 2 * cost.virtual(), cost::toString);
        assertFalse(cost.toString().contains("stopped"), cost::toString);
    }

    @Test
    void theTableHasARowForEachKind() {
        var cost = new ThreadCost(10_000, PLATFORM, VIRTUAL);
        assertEquals("""
                What 10,000 sleeping threads took, each kind in a JVM of its own
                          started      in   heap  outside the heap  together  one thread
                platform   10,000  3.92 s   2 MB            240 MB    242 MB     24.8 kB
                virtual    10,000  193 ms  21 MB              6 MB     27 MB     2.76 kB""", cost.toString());
        assertEquals((242L << 20) / 10_000, cost.platform());
    }

    @Test
    void aLimitThatWasMetIsTold() {
        var few = new Figures(4_096, 1_000_000, 1 << 20, 80 << 20, "by a limit of this system");
        var cost = new ThreadCost(10_000, few, VIRTUAL);
        assertTrue(
                cost.toString()
                        .endsWith(
                                "The platform threads were stopped by a limit of this system: there are 4,096 of 10,000."),
                cost::toString);
        assertEquals((81L << 20) / 4_096, cost.platform());
    }

    @Test
    void memoryThatCameBackMeanwhileCountsAsNothing() {
        var cost = new ThreadCost(100, PLATFORM, new Figures(100, 1_000, 1 << 20, -5, ""));
        assertEquals((1 << 20) / 100, cost.virtual());
    }

    @Test
    void figuresSurviveTheWayFromOneProgramToTheOther() {
        for (var stop : new String[] {"", "after 20 s"}) {
            var figures = new Figures(7, 8, 9, -10, stop);
            assertEquals(figures, Figures.parse(figures.toString()));
        }
    }

    @Test
    void aNumberOutOfRangeIsRefused() {
        for (int threads : new int[] {0, -1, 20_001}) {
            var refused = assertThrows(IllegalArgumentException.class, () -> ThreadCost.measure(threads));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("threads must be from 1 to 20,000, got "));
        }
    }

    @Test
    void anInterruptEndsTheMeasuring() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> ThreadCost.measure(20_000));
    }

    @Test
    void theProcessTakesMoreThanItsHeap() throws IOException {
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertTrue(Footprint.now() > heap / 2, "footprint");
        var listed = Footprint.listed();
        if (listed.isPresent()) { // the same thing, by another way; both change while they are read
            double ratio = listed.getAsLong() / (double) Footprint.now();
            assertTrue(ratio > 0.5 && ratio < 2, () -> "ratio " + ratio);
        }
    }

    @Test
    void theResidentSizeIsFoundInLinuxsWords() throws IOException {
        assertEquals(41_236L * 1024, Footprint.ofStatus("VmHWM:\t   50000 kB\nVmRSS:\t   41236 kB\nThreads:\t9\n"));
        assertThrows(IOException.class, () -> Footprint.ofStatus("nothing"));
    }
}
