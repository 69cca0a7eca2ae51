package asynclab.kernel.tasks;

import java.util.List;

/** Threads that a cell started without knowing: the JDK's and the course's own helpers. */
final class Strangers {
    private static final String COMMON_POOL = "ForkJoinPool.commonPool-";

    private static final List<String> NAMES = List.of(
            "asynclab-",
            "lab-",
            "kernel-",
            "HttpClient-",
            "HTTP-Dispatcher",
            "idle-timeout-task",
            "Keep-Alive-",
            COMMON_POOL,
            "CompletableFutureDelay",
            "JFR ",
            "Java2D ",
            "AWT-",
            "process reaper");

    private Strangers() {}

    static boolean include(Thread thread) {
        var name = thread.getName();
        if (!name.isEmpty() && NAMES.stream().anyMatch(name::startsWith)) {
            return true;
        }
        var group = thread.getThreadGroup(); // null once it has ended
        return !thread.isVirtual() && group != null && group.getName().matches("system|Innocuous.*|CarrierThreads");
    }

    static boolean isOfCommonPool(Thread thread) {
        return thread.getName().startsWith(COMMON_POOL);
    }
}
