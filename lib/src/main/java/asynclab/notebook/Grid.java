package asynclab.notebook;

import asynclab.internal.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table that says how much it leaves out, as HTML and as text. Up to 20 rows are shown whole; of more, the first 12,
 * because a list cut by two rows would annoy more than two more rows.
 *
 * @param names the column heads
 * @param numbers the columns that are aligned on the right
 * @param rows the shown rows, a cell for each column
 * @param total how many rows there are
 * @param note what this is, written below
 */
record Grid(List<String> names, Set<Integer> numbers, List<List<String>> rows, long total, String note) {
    private static final int WHOLE = 20;
    private static final int FIRST = 12;

    /** How many of {@code total} rows to show. */
    static int shown(long total) {
        return total <= WHOLE ? (int) total : FIRST;
    }

    String html() {
        var html = new StringBuilder("<table>\n<thead><tr>");
        for (int i = 0; i < names.size(); i++) {
            html.append("<th scope=\"col\"").append(alignment(i)).append('>');
            html.append(Texts.escaped(names.get(i))).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (var row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append("<td").append(alignment(i)).append('>');
                html.append(Texts.escaped(row.get(i))).append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
        return html.append("<div style=\"opacity:.75\">")
                .append(Texts.escaped(footer()))
                .append("</div>")
                .toString();
    }

    /** The same as lines, columns aligned by spaces. */
    String text() {
        var widths = names.stream().map(String::length).collect(Collectors.toCollection(ArrayList::new));
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        var text = new StringBuilder();
        line(text, names, widths);
        line(text, widths.stream().map("-"::repeat).toList(), widths);
        rows.forEach(row -> line(text, row, widths));
        return text.append(footer()).toString();
    }

    private void line(StringBuilder text, List<String> cells, List<Integer> widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var space = " ".repeat(widths.get(i) - cells.get(i).length());
            line.append(i == 0 ? "" : "  ");
            line.append(numbers.contains(i) ? space + cells.get(i) : cells.get(i) + space);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private String footer() {
        long hidden = total - rows.size();
        return hidden <= 0 ? note : "… " + Texts.counted(hidden, "more row", "more rows") + " · " + note;
    }

    private String alignment(int column) {
        return numbers.contains(column) ? " style=\"text-align:right\"" : " style=\"text-align:left\"";
    }
}
