package asynclab.notebook;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the renderers ask of classes. */
final class Types {
    private Types() {}

    /** The class's name as one writes it in code: {@code int[]}, {@code ArrayList}. */
    static String name(Class<?> type) {
        if (type.isArray()) {
            return name(type.getComponentType()) + "[]";
        }
        // List.of gives a ListN and Collections an UnmodifiableRandomAccessList: names that nobody wrote or knows
        if (type.getName().startsWith("java.") && !Modifier.isPublic(type.getModifiers())) {
            return Stream.of(List.class, Set.class, Map.class, Collection.class)
                    .filter(known -> known.isAssignableFrom(type))
                    .findFirst()
                    .orElse(type)
                    .getSimpleName();
        }
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    /** Whether nobody wrote a {@code toString} for it: one that somebody wrote says what they want to see. */
    static boolean isPrintedByJava(Object value) {
        try {
            var method = value.getClass().getMethod("toString");
            return value instanceof Record
                    ? Modifier.isFinal(method.getModifiers()) // javac's own is final, one in the source hardly ever
                    : method.getDeclaringClass().getName().startsWith("java.");
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every object has toString", e);
        }
    }

    /** The value of a record's component. */
    static @Nullable Object component(RecordComponent component, Record one) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true); // a record of a cell is a nested class, perhaps a private one
            return accessor.invoke(one);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "(not readable: " + e.getClass().getSimpleName() + ")";
        }
    }
}
