package asynclab.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small table in text and in HTML. The first column names the row and stands left, the others are figures and stand
 * right. Immutable.
 */
public record Sheet(String title, List<String> header, List<List<String>> rows) {
    public Sheet {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (var row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("a row of " + title + " must have " + header.size()
                        + " cells, one for each column, got " + row);
            }
        }
    }

    /** The table as text, its columns aligned. */
    public String text() {
        var lines = new ArrayList<List<String>>();
        lines.add(header);
        lines.addAll(rows);
        int[] widths = new int[header.size()];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return title + "\n" + lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
    }

    private static String aligned(List<String> cells, int[] widths) {
        var line = new StringBuilder(cells.getFirst())
                .append(" ".repeat(widths[0] - cells.getFirst().length()));
        for (int i = 1; i < widths.length; i++) {
            line.append("  ")
                    .append(" ".repeat(widths[i] - cells.get(i).length()))
                    .append(cells.get(i));
        }
        return line.toString().stripTrailing();
    }

    /** The table as HTML, with headings that a screen reader reads with each cell. */
    public String html() {
        var html = new StringBuilder("<table><caption style=\"text-align:left;font-weight:600\">" + Texts.escaped(title)
                + "</caption><thead><tr>");
        header.forEach(cell ->
                html.append("<th scope=\"col\">").append(Texts.escaped(cell)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (var row : rows) {
            html.append("<tr><th scope=\"row\" style=\"text-align:left\">")
                    .append(Texts.escaped(row.getFirst()))
                    .append("</th>");
            row.stream()
                    .skip(1)
                    .forEach(cell -> html.append("<td style=\"text-align:right;white-space:nowrap;padding:0 .5em\">")
                            .append(Texts.escaped(cell))
                            .append("</td>"));
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }
}
