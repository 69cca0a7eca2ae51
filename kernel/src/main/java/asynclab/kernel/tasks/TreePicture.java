package asynclab.kernel.tasks;

import asynclab.Picture;
import asynclab.internal.Texts;
import java.util.ArrayList;
import java.util.List;

/** Draws a tree of tasks: as text with lines, and as a table for a page. */
final class TreePicture {
    /** Spaces that HTML keeps, for each step down. */
    private static final double INDENT = 1.4; // em

    private record Row(int depth, String lines, Node node) {}

    private TreePicture() {}

    /** @param below a sentence below the tree, or nothing */
    static Picture of(List<Node> roots, String below) {
        var rows = new ArrayList<Row>();
        roots.forEach(root -> collect(root, 0, "", "", rows));
        return Picture.of(text(rows, below)).withHtml(html(rows, below));
    }

    private static void collect(Node node, int depth, String first, String rest, List<Row> rows) {
        rows.add(new Row(depth, first, node));
        for (int i = 0; i < node.inside().size(); i++) {
            boolean last = i == node.inside().size() - 1;
            collect(
                    node.inside().get(i),
                    depth + 1,
                    rest + (last ? "└─ " : "├─ "),
                    rest + (last ? "   " : "│  "),
                    rows);
        }
    }

    private static String text(List<Row> rows, String below) {
        int names = rows.stream()
                .mapToInt(row -> row.lines().length() + row.node().name().length())
                .max()
                .orElse(0);
        int states =
                rows.stream().mapToInt(row -> row.node().state().length()).max().orElse(0);
        var text = new StringBuilder();
        for (var row : rows) {
            var node = row.node();
            var line = ("%-" + Math.max(1, names) + "s  %-" + Math.max(1, states) + "s  %s")
                    .formatted(row.lines() + node.name(), node.state(), node.what());
            text.append(line.stripTrailing()).append('\n');
        }
        return text.append(below.replace("`", "")).toString().stripTrailing();
    }

    private static String html(List<Row> rows, String below) {
        var html = new StringBuilder("<table style=\"text-align:left\">");
        for (var row : rows) {
            var node = row.node();
            html.append("<tr><td style=\"text-align:left;padding-left:%.1fem\">%s</td>"
                            .formatted(0.5 + INDENT * row.depth(), name(node)))
                    .append(cell(node.state()))
                    .append(cell(node.what()))
                    .append("</tr>");
        }
        html.append("</table>");
        return below.isEmpty()
                ? html.toString()
                : html + "<div>" + Texts.escaped(below).replaceAll("`([^`]*)`", "<code>$1</code>") + "</div>";
    }

    private static String name(Node node) {
        var name = Texts.escaped(node.name());
        return node.state().isEmpty() ? "<b>" + name + "</b>" : name;
    }

    private static String cell(String text) {
        return "<td style=\"text-align:left\">" + Texts.escaped(text) + "</td>";
    }
}
