package asynclab.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Lab.Work;
import asynclab.lessons.Pins.Pin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PinsTest {
    private static final long PAUSE = 60_000_000; // longer than the shortest pin that is recorded

    @Test
    void aWaitUnderAFrameOfCIsPinned() throws Exception {
        var pins = Pins.during(() -> onVirtualThread(() -> NativeFrame.under(PinsTest::pause)));
        var fromC = pins.pins().stream()
                .filter(pin -> pin.reason().contains("Native"))
                .toList();
        assertEquals(1, fromC.size(), pins::toString);
        assertTrue(fromC.getFirst().longest().toNanos() >= PAUSE / 2, pins::toString);
    }

    @Test
    void aWaitInsideSynchronizedIsNot() throws Exception {
        var lock = new Object();
        var pins = Pins.during(() -> onVirtualThread(() -> {
            synchronized (lock) {
                pause();
            }
        }));
        // tests that run beside this one may be pinned for a moment while their classes are made ready
        assertTrue(pins.pins().stream().noneMatch(pin -> pin.longest().toNanos() >= PAUSE), pins::toString);
    }

    @Test
    void noPinsAreSaidInWords() {
        assertEquals("No virtual thread was pinned.", new Pins(List.of()).toString());
    }

    @Test
    void aWaitInAClassInitializerIsPinnedAndNamed() throws Exception {
        class Slow {
            static final int VALUE = slowly();

            static int slowly() {
                pause();
                return 1;
            }
        }
        var pins = Pins.during(() -> onVirtualThread(() -> assertEquals(1, Slow.VALUE)));
        assertTrue(pins.toString().contains("Slow.<clinit>"), pins::toString);
    }

    @Test
    void theTableGroupsByReason() {
        var pins = new Pins(List.of(new Pin("Native frame", "park", 8, Duration.ofMillis(250))));
        assertEquals(8, pins.times());
        assertEquals("""
                Virtual threads were pinned 8 times
                reason        waited in  times  longest
                Native frame       park      8   250 ms""", pins.toString());
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        assertThrows(IOException.class, () -> Pins.during(PinsTest::fail));
        assertThrows(IOException.class, () -> NativeFrame.under(PinsTest::fail));
        assertThrows(
                StackOverflowError.class,
                () -> NativeFrame.under(() -> {
                    throw new StackOverflowError();
                }));
    }

    @Test
    void workCalledFromCRunsOnceInTheSameThread() throws Exception {
        var ran = new ArrayList<Thread>();
        NativeFrame.under(() -> ran.add(Thread.currentThread()));
        assertEquals(List.of(Thread.currentThread()), ran);
    }

    private static void fail() throws IOException {
        throw new IOException("on purpose");
    }

    /** Not by sleep, which unit tests do not use; that it may end early does not matter. */
    private static void pause() {
        LockSupport.parkNanos(PAUSE);
    }

    private static void onVirtualThread(Work work) throws InterruptedException {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        work.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }
}
