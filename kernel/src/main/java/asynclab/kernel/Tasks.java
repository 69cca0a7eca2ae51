package asynclab.kernel;

import java.util.List;
import java.util.stream.Stream;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

/** The threads that are alive, virtual ones among them, and the cells that started them. */
final class Tasks {
    private Tasks() {}

    /** Returns every thread that the JVM knows of, in the order of the containers (executors, scopes) they are in. */
    static List<Thread> alive() {
        return containers(ThreadContainers.root())
                .flatMap(ThreadContainer::threads)
                .toList();
    }

    private static Stream<ThreadContainer> containers(ThreadContainer one) {
        return Stream.concat(Stream.of(one), one.children().flatMap(Tasks::containers));
    }
}
