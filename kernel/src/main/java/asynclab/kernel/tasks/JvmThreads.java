package asynclab.kernel.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

/**
 * Every thread that is alive. Virtual threads are listed by no public API, only by what the JDK keeps for its own thread
 * dumps (JEP 444), which another JDK may keep otherwise: then the platform threads have to do.
 */
final class JvmThreads {
    private JvmThreads() {}

    /** Whether virtual threads are among {@link #all}. */
    static boolean isComplete() {
        try {
            return ThreadContainers.trackAllThreads();
        } catch (LinkageError otherJdk) { // moved, or not opened to this jar
            return false;
        }
    }

    static Group all() {
        try {
            return group(ThreadContainers.root());
        } catch (LinkageError otherJdk) {
            return new Group("", null, List.copyOf(Thread.getAllStackTraces().keySet()), List.of());
        }
    }

    /** The platform threads, which are found at once however many virtual ones there are. */
    static List<Thread> platform() {
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        var found = new Thread[group.activeCount() + 64]; // some more may start meanwhile
        int count = group.enumerate(found);
        return List.copyOf(Arrays.asList(found).subList(0, count));
    }

    /** All of them, without what holds them together: quick, for the end of every cell. */
    static void forEach(Consumer<Thread> visitor) {
        try {
            forEach(ThreadContainers.root(), visitor);
        } catch (LinkageError otherJdk) {
            Thread.getAllStackTraces().keySet().forEach(visitor);
        }
    }

    private static void forEach(ThreadContainer container, Consumer<Thread> visitor) {
        container.threads().forEach(visitor);
        container.children().forEach(inner -> forEach(inner, visitor));
    }

    private static Group group(ThreadContainer container) {
        var name = container.name();
        return new Group(
                name == null ? container.toString() : name,
                container.owner(),
                container.threads().toList(),
                container.children().map(JvmThreads::group).toList());
    }
}
