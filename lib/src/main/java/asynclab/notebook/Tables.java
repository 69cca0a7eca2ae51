package asynclab.notebook;

import asynclab.Picture;
import asynclab.internal.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.table.Relation;

/** Tablesaw's tables and columns. The only class that knows Tablesaw, so that a class path without it works too. */
final class Tables {
    private static final int CELL = 120;
    private static final int COLUMNS = 20;

    /** Numbers below 1 keep their digits: they may have no others. */
    private static final Pattern LONG = Pattern.compile("-?[1-9][0-9]*\\.[0-9]{4,}");

    private Tables() {}

    static void register(Renderer renderer) {
        Renderers.add(renderer, Relation.class, Tables::picture);
        Renderers.add(renderer, Column.class, Tables::picture);
    }

    static Picture picture(Relation table) {
        var columns = table.columns();
        var name = table.name() == null || table.name().isBlank() ? "" : table.name() + ", ";
        var note = name + Texts.counted(table.rowCount(), "row", "rows") + " × "
                + Texts.counted(columns.size(), "column", "columns");
        if (columns.size() > COLUMNS) {
            note += ", the last " + Texts.grouped(columns.size() - COLUMNS) + " not shown";
        }
        return picture(columns.stream().limit(COLUMNS).toList(), table.rowCount(), note);
    }

    static Picture picture(Column<?> column) {
        var note = column.type().name().toLowerCase(Locale.ROOT) + " column, "
                + Texts.counted(column.size(), "value", "values");
        return picture(List.of(column), column.size(), note);
    }

    private static Picture picture(List<? extends Column<?>> columns, int size, String note) {
        var names = new ArrayList<String>();
        var numbers = new HashSet<Integer>();
        for (var column : columns) {
            if (column instanceof NumericColumn) {
                numbers.add(names.size());
            }
            names.add(column.name());
        }
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < Grid.shown(size); i++) {
            int row = i;
            rows.add(columns.stream()
                    .map(column -> Texts.cut(text(column, row), CELL))
                    .toList());
        }
        var grid = new Grid(names, numbers, rows, size, note);
        return Picture.of(grid.text()).withHtml(grid.html());
    }

    /** A mean of a thousand times has fifteen digits, and nobody reads more than three behind the point. */
    private static String text(Column<?> column, int row) {
        var text = column.getString(row);
        return column instanceof DoubleColumn numbers && LONG.matcher(text).matches()
                ? String.format(Locale.ROOT, "%.3f", numbers.getDouble(row))
                : text;
    }
}
