package asynclab;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Retries on fake time, work that fails so many times, and what happened. */
abstract class RetryFixture {
    final FakeTicker time = FakeTicker.jumping();
    final List<Retry.Attempt> attempts = new ArrayList<>();
    int calls;

    /** A server that is busy and says until when. */
    static final class Busy extends IOException implements Advice.Given {
        private static final long serialVersionUID = 1;
        private final transient Advice advice;

        Busy(Advice advice) {
            super("503");
            this.advice = advice;
        }

        @Override
        public Advice advice() {
            return advice;
        }
    }

    static String refused(Callable<?> mistake) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, mistake::call).getMessage());
    }

    Retry retry(int upTo) {
        return retry(upTo, with -> with);
    }

    Retry retry(int upTo, UnaryOperator<RetrySettings> with) {
        return Retry.upTo(upTo, settings -> with.apply(settings).withListener(attempts::add), time);
    }

    List<Duration> waits() {
        return attempts.stream().flatMap(attempt -> attempt.pause().stream()).toList();
    }

    static Duration sum(List<Duration> waits) {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Work that fails so many times. */
    Callable<String> failing(int times, Exception failure) {
        return () -> {
            calls++;
            if (calls <= times) {
                throw failure;
            }
            return "page";
        };
    }
}
