package asynclab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "7, 7 ns",
        "999, 999 ns",
        "1500, 1.5 µs",
        "999499, 999 µs",
        "999500, 1 ms",
        "1520000000, 1.52 s",
        "2000000000, 2 s",
        "59960000000, 60 s",
        "60000000000, 1 min 00 s",
        "125000000000, 2 min 05 s",
        "3720000000000, 1 h 02 min",
        "90000000000000, 1 d 1 h 00 min",
        "-1500000, -1.5 ms",
    })
    void spansHaveThreeFiguresAndAFittingUnit(long nanos, String text) {
        assertEquals(text, Texts.span(Duration.ofNanos(nanos)));
    }

    @Test
    void theLongestAndTheMostNegativeDurationHaveAText() {
        assertEquals("106,751,991,167,300 d 15 h 30 min", Texts.span(Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals("PT-2562047788015215H-30M-8S", Texts.span(Duration.ofSeconds(Long.MIN_VALUE)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 0.25", "31.2, 31.2", "100, 100", "'99.96', 100", "1250.4, '1,250'", "10, 10"})
    void figuresAreThree(double value, String text) {
        assertEquals(text, Texts.figures(value));
    }

    @Test
    void countsKnowOneFromMany() {
        assertEquals("1 row", Texts.counted(1, "row", "rows"));
        assertEquals("1,988 rows", Texts.counted(1988, "row", "rows"));
    }

    @Test
    void whatXmlDoesNotAllowIsReplaced() {
        assertEquals("&lt;a b=&quot;&#39;&quot;&gt;&amp;\uFFFD\n", Texts.escaped("<a b=\"'\">&\u0000\n"));
    }

    @Test
    void aCutNeverSplitsACharacter() {
        assertEquals("abc", Texts.cut("abc", 3));
        assertEquals("ab…", Texts.cut("abcd", 3));
        assertEquals("a…", Texts.cut("a\uD83D\uDE00b", 3));
    }
}
