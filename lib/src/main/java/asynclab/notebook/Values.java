package asynclab.notebook;

import asynclab.Picture;
import asynclab.internal.Texts;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How plain Java values look under a cell: as text, what {@code println} would print as long as that is readable, and
 * a table where one is easier to read. Looks at the first few elements only, so a million of them cost nothing.
 *
 * <p>Never throws: a value that another thread changes, or whose {@code toString} fails, is shown as just that.
 */
final class Values {
    /** A one-line value this short is best left as one line. */
    private static final int LINE = 100;

    private static final int CELL = 120;
    private static final Set<Class<?>> NUMBERS =
            Set.of(byte.class, short.class, int.class, long.class, float.class, double.class);

    private Values() {}

    /** The look of a collection, map, array, record, optional, duration or throwable. */
    static Picture picture(Object value) {
        try {
            var text = Picture.of(ValueText.of(value));
            return grid(value, text.text())
                    .map(grid -> text.withHtml(grid.html()))
                    .orElse(text);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return Picture.of(Types.name(value.getClass()) + ", which could not be shown: "
                    + e.getClass().getSimpleName());
        }
    }

    private static Optional<Grid> grid(Object value, String text) {
        if (value instanceof Map<?, ?> map && Types.isPrintedByJava(map)) {
            return map.isEmpty() ? Optional.empty() : Optional.of(ofMap(map));
        }
        if (value instanceof Record one && Types.isPrintedByJava(one)) {
            return text.length() <= LINE ? Optional.empty() : Optional.of(ofRecord(one));
        }
        if (value.getClass().isArray() || (value instanceof Collection<?> c && Types.isPrintedByJava(c))) {
            return ofElements(value, text);
        }
        return Optional.empty();
    }

    private static Grid ofMap(Map<?, ?> map) {
        var rows = new ArrayList<List<String>>();
        var entries = map.entrySet().iterator();
        for (int i = Grid.shown(map.size()); i > 0 && entries.hasNext(); i--) {
            var entry = entries.next();
            rows.add(List.of(cell(entry.getKey()), cell(entry.getValue())));
        }
        return new Grid(
                List.of("key", "value"),
                Set.of(),
                rows,
                map.size(),
                Types.name(map.getClass()) + ", " + Texts.counted(map.size(), "entry", "entries"));
    }

    private static Grid ofRecord(Record one) {
        var rows = new ArrayList<List<String>>();
        for (var component : one.getClass().getRecordComponents()) {
            rows.add(List.of(component.getName(), cell(Types.component(component, one))));
        }
        var name = Types.name(one.getClass());
        return new Grid(List.of("component", "value"), Set.of(), rows, rows.size(), name);
    }

    private static Optional<Grid> ofElements(Object many, String text) {
        long size = many instanceof Collection<?> c ? c.size() : Array.getLength(many);
        var first = first(many, Grid.shown(size));
        var note = Types.name(many.getClass()) + ", " + Texts.counted(size, "element", "elements");
        var type = first.isEmpty() || first.getFirst() == null
                ? null
                : first.getFirst().getClass();
        if (type != null
                && type.isRecord()
                && type.getRecordComponents().length > 0
                && first.stream().allMatch(e -> type.isInstance(e) && Types.isPrintedByJava((Record) e))) {
            return Optional.of(ofRecords(type, first, size, note));
        }
        boolean scalars = first.stream().allMatch(e -> e instanceof Number || e instanceof Boolean || e == null);
        if (text.length() <= LINE || scalars || many instanceof char[]) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        for (var element : first) {
            rows.add(List.of(Texts.grouped(rows.size()), cell(element)));
        }
        return Optional.of(new Grid(List.of("", "element"), Set.of(0), rows, size, note));
    }

    private static Grid ofRecords(Class<?> type, List<@Nullable Object> records, long size, String note) {
        var components = type.getRecordComponents();
        var names = new ArrayList<String>();
        var numbers = new HashSet<Integer>();
        for (int i = 0; i < components.length; i++) {
            names.add(components[i].getName());
            var of = components[i].getType();
            if (Number.class.isAssignableFrom(of) || NUMBERS.contains(of)) {
                numbers.add(i);
            }
        }
        var rows = new ArrayList<List<String>>();
        for (var element : records) {
            if (element instanceof Record one) { // all of them are
                rows.add(Arrays.stream(components)
                        .map(component -> cell(Types.component(component, one)))
                        .toList());
            }
        }
        return new Grid(names, numbers, rows, size, note + " of " + Types.name(type));
    }

    private static List<@Nullable Object> first(Object many, int count) {
        var first = new ArrayList<@Nullable Object>(count);
        if (many instanceof Collection<?> collection) {
            Iterator<?> elements = collection.iterator();
            while (first.size() < count && elements.hasNext()) {
                first.add(elements.next());
            }
        } else {
            for (int i = 0; i < count; i++) {
                first.add(Array.get(many, i));
            }
        }
        return first;
    }

    private static String cell(@Nullable Object value) {
        return Texts.cut(ValueText.of(value), CELL);
    }
}
