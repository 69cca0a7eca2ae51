package asynclab.kernel.tasks;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that belong together for the JVM: a structured scope's, an executor's, or all that were just started.
 *
 * @param name what the JDK calls it
 * @param owner the thread that opened it, which only a scope has
 * @param inside groups of which this one's threads are the owners
 */
record Group(String name, @Nullable Thread owner, List<Thread> threads, List<Group> inside) {
    /** This group and all inside it. */
    Stream<Group> all() {
        return Stream.concat(Stream.of(this), inside.stream().flatMap(Group::all));
    }
}
