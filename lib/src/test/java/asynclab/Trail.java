package asynclab;

import java.util.ArrayList;
import java.util.List;

/** The names of what happened, in order: a test's story. Safe for any thread. */
final class Trail {
    private final List<String> names = new ArrayList<>(); // guarded by this

    synchronized void add(String name) {
        names.add(name);
    }

    synchronized List<String> names() {
        return List.copyOf(names);
    }
}
