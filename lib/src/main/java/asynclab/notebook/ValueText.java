package asynclab.notebook;

import asynclab.Showable;
import asynclab.internal.Texts;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.AbstractMap.SimpleEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as {@code println} would, but never endlessly: the first elements of what is long, "…" for what is
 * deep, arrays by their elements, and a collection that contains itself as what it is.
 */
final class ValueText {
    private static final int ELEMENTS = 50;
    private static final int DEPTH = 5;
    private static final int ONE = 300; // characters of one element
    private static final int ALL = 5_000; // characters after which no further element is begun
    private static final int CAUSES = 10;

    private final StringBuilder out = new StringBuilder();
    /** The containers being written, the outermost to the innermost. */
    private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());

    private ValueText() {}

    static String of(@Nullable Object value) {
        var text = new ValueText();
        text.add(value);
        return text.out.toString();
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Showable shown ->
                one(shown.picture().text().lines().findFirst().orElse(""));
            case Duration length -> out.append(Texts.span(length));
            case Throwable failure -> failure(failure);
            case Optional<?> optional -> optional(optional);
            case Map.Entry<?, ?> entry when Types.isPrintedByJava(entry) -> entry(entry);
            case Collection<?> many
            when Types.isPrintedByJava(many) -> nested(many, "[", many.iterator(), many.size(), "]");
            case Map<?, ?> map
            when Types.isPrintedByJava(map) -> nested(map, "{", map.entrySet().iterator(), map.size(), "}");
            case Record one
            when Types.isPrintedByJava(one) -> record(one, one.getClass().getRecordComponents());
            case Object array when array.getClass().isArray() -> array(array, Array.getLength(array));
            default -> one(printed(value));
        }
    }

    private void record(Record one, RecordComponent[] components) {
        var named = Arrays.stream(components)
                .map(component -> new SimpleEntry<>(component.getName(), Types.component(component, one)))
                .iterator();
        nested(one, Types.name(one.getClass()) + "[", named, components.length, "]");
    }

    private void array(Object array, int length) {
        var elements = IntStream.range(0, length)
                .mapToObj(i -> Optional.ofNullable(Array.get(array, i)))
                .iterator();
        nested(
                array,
                "[",
                new Iterator<@Nullable Object>() {
                    @Override
                    public boolean hasNext() {
                        return elements.hasNext();
                    }

                    @Override
                    public @Nullable Object next() {
                        return elements.next().orElse(null);
                    }
                },
                length,
                "]");
    }

    private void nested(Object container, String open, Iterator<?> elements, long size, String close) {
        if (path.contains(container)) {
            out.append(container instanceof Map ? "(this Map)" : "(this Collection)"); // the JDK's own words
            return;
        }
        out.append(open);
        if (path.size() >= DEPTH) {
            out.append("…");
        } else {
            path.add(container);
            elements(elements, size);
            path.remove(container);
        }
        out.append(close);
    }

    private void elements(Iterator<?> elements, long size) {
        int written = 0;
        while (written < ELEMENTS && out.length() < ALL && elements.hasNext()) {
            out.append(written++ == 0 ? "" : ", ");
            add(elements.next());
        }
        if (elements.hasNext()) {
            out.append(written == 0 ? "… " : ", … ");
            out.append(Texts.grouped(Math.max(1, size - written))).append(" more");
        }
    }

    private void entry(Map.Entry<?, ?> entry) {
        add(entry.getKey());
        out.append("=");
        add(entry.getValue());
    }

    private void optional(Optional<?> optional) {
        if (optional.isEmpty()) {
            out.append("Optional.empty");
            return;
        }
        out.append("Optional[");
        add(optional.get());
        out.append("]");
    }

    /** On its own with what caused it, a line each; inside something else only itself. */
    private void failure(Throwable failure) {
        one(printed(failure));
        if (!path.isEmpty() || out.indexOf("\n") >= 0) {
            return;
        }
        for (var suppressed : failure.getSuppressed()) {
            out.append("\n  suppressed: ");
            one(printed(suppressed));
        }
        var cause = failure.getCause();
        for (int i = 0; i < CAUSES && cause != null; i++) { // counted: a chain of causes can lead back into itself
            out.append("\n  caused by: ");
            one(printed(cause));
            cause = cause.getCause();
        }
    }

    private void one(String text) {
        out.append(Texts.cut(text, ONE));
    }

    private static String printed(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return Types.name(value.getClass()) + " (its toString failed: "
                    + e.getClass().getSimpleName() + ")";
        }
    }
}
