package asynclab.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The class that holds each snippet's value now. When JShell replaces it, {@code REPL.$JShell$5} by {@code REPL.$JShell$5B},
 * the new class's fields are empty and it does not run the initializers again: so they get the old values.
 *
 * <p>Used by one thread at a time: the one that evaluates.
 */
final class Versions {
    /** The class of one snippet; those in it, and the ones shared by overloaded methods, have no values to keep. */
    private static final Pattern SNIPPET = Pattern.compile("(REPL\\.\\$JShell\\$\\d+)[A-Z]*");

    private final Map<String, Class<?>> current = new HashMap<>();
    private final Set<String> emptied = new HashSet<>();

    /** Takes a class that was just loaded, with the values of the one that it replaces. */
    void add(Class<?> loaded) {
        var name = SNIPPET.matcher(loaded.getName());
        if (name.matches()) {
            var replaced = current.put(name.group(1), loaded);
            if (replaced != null && replaced != loaded) {
                copy(replaced, loaded);
            }
        }
    }

    /** Keeps no value of a variable for what is declared by its name later. */
    void lose(String className) {
        var name = SNIPPET.matcher(className);
        if (name.matches()) {
            current.remove(name.group(1));
        }
    }

    /** Lets go of a dropped snippet's value, which would live as long as its class: as long as the kernel. */
    void forget(String className) {
        var name = SNIPPET.matcher(className);
        var dropped = name.matches() ? current.remove(name.group(1)) : null;
        if (dropped != null) {
            for (var field : dropped.getDeclaredFields()) {
                if (isValue(field) && !field.getType().isPrimitive()) {
                    set(field, null);
                }
            }
        }
    }

    /** Returns once the names of the variables whose values did not fit the classes added since the last call. */
    Set<String> takeEmptied() {
        var taken = Set.copyOf(emptied);
        emptied.clear();
        return taken;
    }

    private void copy(Class<?> from, Class<?> to) {
        for (var field : from.getDeclaredFields()) {
            if (isValue(field)) {
                copy(field, to);
            }
        }
    }

    private void copy(Field field, Class<?> to) {
        try {
            var same = to.getDeclaredField(field.getName());
            if (same.getType() == field.getType() && isValue(same)) {
                field.setAccessible(true);
                set(same, field.get(null));
            } else {
                emptied.add(field.getName());
            }
        } catch (NoSuchFieldException e) {
            emptied.add(field.getName());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a snippet's own field, made accessible", e);
        }
    }

    private static boolean isValue(Field field) {
        return Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers());
    }

    private static void set(Field field, @Nullable Object value) {
        try {
            field.setAccessible(true);
            field.set(null, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a snippet's own field, made accessible", e);
        }
    }
}
