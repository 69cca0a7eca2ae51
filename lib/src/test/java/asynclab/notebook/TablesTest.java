package asynclab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {
    private static Table pages(int rows) {
        var url = IntStream.range(0, rows).mapToObj(i -> "/p/" + i);
        return Table.create(
                "crawl", StringColumn.create("url", url), IntColumn.create("bytes", IntStream.range(0, rows)));
    }

    @Test
    void aLongTableShowsItsFirstRowsAndSaysHowManyMore() {
        var picture = Tables.picture(pages(2000));
        var html = picture.forms().getOrDefault("text/html", "");
        assertEquals(13, html.split("<tr>", -1).length - 1, "a head and 12 rows");
        assertTrue(html.contains("… 1,988 more rows · crawl, 2,000 rows × 2 columns"), html);
        assertTrue(picture.text().startsWith("url    bytes\n-----  -----\n/p/0       0\n"), picture.text());
        assertTrue(picture.text().endsWith("… 1,988 more rows · crawl, 2,000 rows × 2 columns"), picture.text());
    }

    @Test
    void aTableOfTwentyRowsIsWhole() {
        assertFalse(Tables.picture(pages(20)).text().contains("…"));
    }

    @Test
    void numbersStandOnTheRightAndTextOnTheLeft() {
        var html = Tables.picture(pages(1)).forms().getOrDefault("text/html", "");
        assertTrue(html.contains("<td style=\"text-align:left\">/p/0</td><td style=\"text-align:right\">0</td>"), html);
    }

    @Test
    void markupInCellsAndHeadsIsEscaped() {
        var table = Table.create("<b>", StringColumn.create("<script>", "<script>"));
        var html = Tables.picture(table).forms().getOrDefault("text/html", "");
        assertFalse(html.contains("<script"), html);
        assertFalse(html.contains("<b>"), html);
    }

    @Test
    void missingValuesAndEmptyTablesAreShown() {
        var column = DoubleColumn.create("x", new Double[] {1.5, null});
        assertEquals(
                "  x\n---\n1.5\n\ndouble column, 2 values",
                Tables.picture(column).text());
        assertEquals("\n\n0 rows × 0 columns", Tables.picture(Table.create()).text());
    }

    @Test
    void digitsThatNobodyReadsAreCut() {
        var column = DoubleColumn.create("x", 20.995576900000003, 0.0000123, -1.5, 1234567.8914);
        var text = Tables.picture(column).text();
        assertTrue(text.contains("20.996\n"), text);
        assertTrue(text.contains("0.0000123\n") || text.contains("1.23E-5\n"), text);
        assertTrue(text.contains("-1.5\n"), text);
        assertTrue(text.contains("1234567.891\n"), text);
    }

    @Test
    void aWideTableSaysWhatItLeavesOut() {
        var table = Table.create("wide");
        IntStream.range(0, 25).forEach(i -> table.addColumns(IntColumn.create("c" + i, 1)));
        assertTrue(Tables.picture(table).text().endsWith("wide, 1 row × 25 columns, the last 5 not shown"));
    }
}
