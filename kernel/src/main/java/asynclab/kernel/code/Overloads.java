package asynclab.kernel.code;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;

/**
 * Keeps JShell from refusing a variable that is named like a parameter. JShell (25) compiles a method again when a variable
 * is declared whose name it uses, and puts methods of one name that call each other into one class; if only one of them
 * uses the variable's name, it imports that one from a class that is not there. So what one of them uses, all are noted to
 * use. Where JShell does not let that be noted, such a variable is refused.
 */
public final class Overloads {
    private final JShell shell;

    public Overloads(JShell shell) {
        this.shell = shell;
    }

    /** Call it when a method was declared. */
    public void declared(MethodSnippet method) {
        Set<Integer> group = shell.methods()
                .filter(other -> other.name().equals(method.name()))
                .map(other -> Integer.valueOf(other.id()))
                .collect(Collectors.toSet());
        if (group.size() < 2) {
            return;
        }
        for (var users : users().values()) {
            if (users instanceof Collection<?> some && some.stream().anyMatch(group::contains)) {
                addAll(some, group);
            }
        }
    }

    /** Returns which snippets, by id, use a name. */
    private Map<?, ?> users() {
        try {
            var maps = open(JShell.class.getDeclaredField("maps")).get(shell);
            return open(maps.getClass().getDeclaredField("dependencies")).get(maps) instanceof Map<?, ?> users
                    ? users
                    : Map.of();
        } catch (ReflectiveOperationException | RuntimeException e) { // another JDK, or not opened to us
            return Map.of();
        }
    }

    private static Field open(Field field) {
        field.setAccessible(true);
        return field;
    }

    @SuppressWarnings("unchecked") // a set of numbers, as it holds some of the group
    private static void addAll(Collection<?> users, Set<Integer> group) {
        ((Collection<Integer>) users).addAll(group);
    }
}
