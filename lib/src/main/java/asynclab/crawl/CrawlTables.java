package asynclab.crawl;

import asynclab.Bars;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A crawl's visits as tables of Tablesaw, to be counted, sorted and joined. */
public final class CrawlTables {
    private CrawlTables() {}

    /**
     * A row for each visit: {@code url, host, outcome, status, title, depth, attempts, ms, bytes, links out, links in, at}. A
     * status that there was none of is missing. Links in are counted among these visits' pages.
     */
    public static Table visits(List<Visit> visits) {
        var url = StringColumn.create("url");
        var host = StringColumn.create("host");
        var outcome = StringColumn.create("outcome");
        var status = IntColumn.create("status");
        var title = StringColumn.create("title");
        var depth = IntColumn.create("depth");
        var attempts = IntColumn.create("attempts");
        var ms = DoubleColumn.create("ms");
        var bytes = LongColumn.create("bytes");
        var out = IntColumn.create("links out");
        var in = IntColumn.create("links in");
        var at = InstantColumn.create("at");
        var linked = linksIn(visits);
        for (Visit visit : visits) {
            url.append(visit.link().url());
            host.append(visit.link().host());
            outcome.append(visit.outcome().word());
            visit.outcome().statusCode().ifPresentOrElse(status::append, status::appendMissing);
            title.append(visit.outcome() instanceof Outcome.Page page ? page.title() : "");
            depth.append(visit.link().depth());
            attempts.append(visit.attempts());
            ms.append(visit.took().toNanos() / 1e6);
            bytes.append(visit.bytes());
            out.append(links(visit).size());
            in.append(linked.getOrDefault(visit.link().url(), 0));
            at.append(visit.at());
        }
        return Table.create("visits", url, host, outcome, status, title, depth, attempts, ms, bytes, out, in, at);
    }

    /** Two columns of a table as bars: names of any kind, and numbers. Rows without a number are left out. */
    public static Bars bars(String title, Table table, String names, String numbers) {
        var values = new LinkedHashMap<String, Double>();
        var name = table.column(names);
        var number = table.numberColumn(numbers);
        for (int row = 0; row < table.rowCount(); row++) {
            if (!number.isMissing(row)) {
                values.put(name.getString(row), number.getDouble(row));
            }
        }
        return Bars.of(title, values);
    }

    private static Map<String, Integer> linksIn(List<Visit> visits) {
        var counts = new HashMap<String, Integer>();
        visits.forEach(visit -> links(visit).forEach(link -> counts.merge(link, 1, Integer::sum)));
        return counts;
    }

    private static List<String> links(Visit visit) {
        return visit.outcome() instanceof Outcome.Page page ? page.links() : List.of();
    }
}
