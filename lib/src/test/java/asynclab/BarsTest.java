package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.crawl.CrawlTables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class BarsTest {
    @Test
    void areDrawnInProportionAndInOrder() {
        var values = new LinkedHashMap<String, Integer>();
        values.put("page", 50);
        values.put("error", 10);
        values.put("none", 0);
        var bars = Bars.of("outcomes", values);
        assertEquals(
                "outcomes\npage  |" + "█".repeat(50) + " 50\nerror |" + "█".repeat(10) + " 10\nnone  | 0",
                bars.picture().text());
        assertEquals("outcomes: 3 bars, the longest is page with 50.", bars.toString());
        var svg = Objects.requireNonNull(bars.picture().forms().get("image/svg+xml"));
        assertTrue(svg.contains("<desc") && svg.contains(bars.toString()), svg);
    }

    @Test
    void saysWhatIsNotDrawn() {
        var values = new LinkedHashMap<String, Integer>();
        for (int i = 1; i <= 41; i++) {
            values.put("page " + i, i);
        }
        assertTrue(Bars.of("pages", values).picture().text().startsWith("pages (the first 40 of 41)"));
    }

    @Test
    void withoutBarsThereIsASentence() {
        assertEquals("pages: no bars.", Bars.of("pages", Map.of()).picture().text());
        assertEquals(
                "zeros",
                Bars.of("zeros", Map.of("a", 0))
                        .picture()
                        .text()
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void twoColumnsOfATableBecomeBars() {
        var depth = IntColumn.create("depth", 0, 1, 2);
        var count = DoubleColumn.create("Count", new Double[] {1.0, null, 4.0});
        var bars = CrawlTables.bars("pages", Table.create(depth, count), "depth", "Count");
        assertEquals("pages: 2 bars, the longest is 2 with 4.", bars.toString());
    }

    @Test
    void refusesWhatHasNoLength() {
        assertThrows(IllegalArgumentException.class, () -> Bars.of("pages", Map.of("a", -1)));
        assertThrows(IllegalArgumentException.class, () -> Bars.of("pages", Map.of("a", Double.NaN)));
    }
}
