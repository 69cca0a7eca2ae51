package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-10-21T07:27:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120                             | 120",
                "' 120 '                         | 120",
                "0                               | 0",
                "007                             | 7",
                "Wed, 21 Oct 2026 07:28:00 GMT   | 60",
                "wed, 21 oct 2026 07:28:00 gmt   | 60",
                "Wednesday, 21-Oct-26 07:28:00 GMT | 60",
                "Wed Oct 21 07:28:00 2026        | 60",
                "Sun Nov  1 07:27:00 2026        | 950400",
                "Wed, 21 Oct 2026 07:26:00 GMT   | 0",
                "Sunday, 06-Nov-94 08:49:37 GMT  | 0",
                "999999999999999999              | 999999999999999999",
                "99999999999999999999999         | 9223372036854775807"
            })
    void secondsAndDatesOfAllThreeFormsAreRead(String field, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.delay(field, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "+3",
                "abc",
                "120 s",
                "١٢",
                "Wed, 21 Oct 2026",
                "Thu, 21 Oct 2026 07:28:00 GMT",
                "2026-10-21T07:28:00Z",
                "Wed, 21 Oct 2026 07:28:00 CET"
            })
    void whatIsNeitherIsAbsent(String field) {
        assertEquals(Optional.empty(), RetryAfter.delay(field, NOW));
    }
}
