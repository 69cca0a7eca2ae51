package asynclab.kernel.stop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Threads that wait for each other, for monitors or for locks. The JVM knows those of platform threads only, see {@link
 * java.lang.management.ThreadMXBean#findDeadlockedThreads}.
 */
final class Deadlock {
    private Deadlock() {}

    /** Returns a sentence for each of these threads that is in a deadlock: what it waits for, and who has it. */
    static List<String> among(Collection<Thread> threads) {
        var beans = ManagementFactory.getThreadMXBean();
        var found = beans.findDeadlockedThreads();
        if (found == null) {
            return List.of();
        }
        var infos = Arrays.stream(beans.getThreadInfo(found, Integer.MAX_VALUE))
                .filter(Objects::nonNull)
                .toList();
        var ids = threads.stream().map(Thread::threadId).collect(Collectors.toSet());
        return infos.stream().anyMatch(info -> ids.contains(info.getThreadId()))
                ? infos.stream().map(Deadlock::sentence).toList()
                : List.of();
    }

    private static String sentence(ThreadInfo info) {
        var lock = info.getLockInfo();
        return info.getThreadName() + " waits for " + (lock == null ? "a lock" : "the lock " + lock) + ", which "
                + info.getLockOwnerName() + " has"
                + Place.of(info.getStackTrace())
                        .map(where -> " (" + where + ")")
                        .orElse("");
    }
}
