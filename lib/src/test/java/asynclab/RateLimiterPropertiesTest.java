package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What the class comment of {@link RateLimiter} proves, tried on drawn rates, bursts and callers; the repetition is the seed. */
class RateLimiterPropertiesTest {
    private final FakeTicker time = FakeTicker.jumping();

    @RepeatedTest(200)
    void manyPermitsAtOnceEqualOneByOne(RepetitionInfo seed) throws Exception {
        var random = new Random(seed.getCurrentRepetition());
        double rate = rate(random);
        int burst = 1 + random.nextInt(10);
        var otherTime = FakeTicker.jumping();
        var atOnce = RateLimiter.perSecond(rate, burst, time);
        var oneByOne = RateLimiter.perSecond(rate, burst, otherTime);
        for (int call = 0; call < 20; call++) {
            var pause = Duration.ofNanos((long) (random.nextDouble() * 3e9 / rate));
            time.advance(pause);
            otherTime.advance(pause);
            int permits = 1 + random.nextInt(25);
            atOnce.acquire(permits);
            for (int i = 0; i < permits; i++) {
                oneByOne.acquire();
            }
            assertEquals(otherTime.nanos(), time.nanos(), "to the nanosecond");
            assertEquals(oneByOne.tryAcquire(), atOnce.tryAcquire());
        }
    }

    @RepeatedTest(200)
    void noWindowEverHoldsMoreThanTheRateAndTheBurst(RepetitionInfo seed) throws Exception {
        var random = new Random(seed.getCurrentRepetition());
        double rate = rate(random);
        int burst = 1 + random.nextInt(10);
        var limiter = RateLimiter.perSecond(rate, burst, time);
        assertEquals(0, mostBeyond(rate, burst, moments(random, rate, limiter::acquire)));
    }

    @RepeatedTest(50)
    void aCallerThatNeverPausesGetsTheRate(RepetitionInfo seed) throws Exception {
        var random = new Random(seed.getCurrentRepetition());
        double rate = rate(random);
        int burst = 1 + random.nextInt(10);
        var limiter = RateLimiter.perSecond(rate, burst, time);
        for (int i = 0; i < burst + 1000; i++) {
            limiter.acquire();
        }
        assertEquals(1000 / rate, time.nanos() / 1e9, 1000 / rate * 0.001);
    }

    /** The limiter of the tutorials is let through by the same measure: or the measure could not fail. */
    @Test
    void theTutorialsLimiterLetsBurstsThroughAndTheMeasureSeesIt() throws Exception {
        var faulty = new CountPerSecond(10);
        assertTrue(mostBeyond(10, 1, moments(new Random(1), 10, faulty::acquire)) >= 8);
        assertTrue(mostBeyond(10, 10, burstsAtTheBorder(faulty)) >= 1, "even if its count is taken for its burst");
    }

    /** Waits for the next second once a count is reached: twice as many go through around the border of two seconds. */
    private final class CountPerSecond {
        private final int perSecond;
        private long second;
        private int count;

        CountPerSecond(int perSecond) {
            this.perSecond = perSecond;
        }

        void acquire() throws InterruptedException {
            long now = time.nanos() / 1_000_000_000;
            if (now > second) {
                second = now;
                count = 0;
            }
            if (count == perSecond) {
                time.sleep((second + 1) * 1_000_000_000 - time.nanos());
                acquire();
                return;
            }
            count++;
        }
    }

    private List<Long> burstsAtTheBorder(CountPerSecond limiter) throws InterruptedException {
        var moments = new ArrayList<Long>();
        time.advance(Duration.ofNanos(1_990_000_000 - time.nanos() % 1_000_000_000));
        for (int i = 0; i < 20; i++) {
            limiter.acquire();
            moments.add(time.nanos());
        }
        return moments;
    }

    /** When 300 permits come to a caller that sometimes pauses. */
    private List<Long> moments(Random random, double rate, Action acquire) throws Exception {
        var moments = new ArrayList<Long>();
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(10) == 0) {
                time.advance(Duration.ofNanos((long) (random.nextDouble() * 20e9 / rate)));
            }
            acquire.run();
            moments.add(time.nanos());
        }
        return moments;
    }

    /** By how many permits the worst window holds more than rate and burst allow; windows from each permit to each later one. */
    private static int mostBeyond(double rate, int burst, List<Long> moments) {
        int most = 0;
        for (int from = 0; from < moments.size(); from++) {
            for (int to = from; to < moments.size(); to++) {
                double window = (moments.get(to) - moments.get(from)) / 1e9;
                int allowed = (int) (rate * window + burst + 1e-6);
                most = Math.max(most, to - from + 1 - allowed);
            }
        }
        return most;
    }

    private static double rate(Random random) {
        return Math.pow(10, random.nextDouble(-3, 5)); // from one in a quarter of an hour to 100,000 a second
    }
}
