package asynclab.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts what happened by thread, and decides whose thread is whose. Belongs to one thread. */
final class Lives {
    /** Threads that a library or the JVM starts in the learner's name. */
    private static final List<String> HIDDEN_NAMES = List.of(
            "asynclab-",
            "practice-web-",
            "HttpClient-",
            "HTTP-Dispatcher",
            "idle-timeout-task",
            "server-timer",
            "CompletableFutureDelayScheduler",
            "VirtualThread-",
            "Read-Poller",
            "Write-Poller",
            "MasterPoller",
            "process reaper",
            "JFR ",
            "Java2D",
            "AWT-");

    private static final Set<String> HIDDEN_GROUPS = Set.of("system", "InnocuousThreadGroup", "CarrierThreads");

    /** How far below the probe's number a child's may be: others construct at the same time. */
    private static final int REACH = 6;

    /** The recorder's clock and {@code System.nanoTime} may differ by so much, and by so much of the time since the start. */
    private static final long CLOCKS = 50_000;

    private static final double DRIFT = 20e-6;

    private final Map<Long, Life> lives = new HashMap<>();
    private final Set<Long> members = new HashSet<>();
    private final long main;
    private final Life.Window window;
    private final boolean submits;

    Lives(Account account, Happening.Body body) {
        main = body.thread();
        window = new Life.Window(body.at(), body.end());
        for (Happening happening : account.happenings()) {
            lives.computeIfAbsent(happening.thread(), id -> new Life(id, who(account, id)))
                    .add(happening);
        }
        giveParents(account.births());
        lives.keySet().forEach(this::findMembers);
        members.remove(main);
        submits = main().submits() || members.stream().anyMatch(id -> life(id).submits());
    }

    private static Account.Who who(Account account, long id) {
        return account.threads().getOrDefault(id, new Account.Who("thread " + id, false, ""));
    }

    private void giveParents(List<Lineage.Birth> births) {
        var left = births;
        for (int below = 1; below <= REACH; below++) {
            var without = new ArrayList<Lineage.Birth>();
            for (var birth : left) {
                if (!adopt(birth, birth.before() - below)) {
                    without.add(birth);
                }
            }
            left = without;
        }
        for (Life life : lives.values()) {
            for (var span : life.spans) {
                if (life.parent == 0 && span.parent() != life.id) {
                    life.parent = span.parent();
                }
            }
        }
    }

    /** The child is nobody else's, serves no server, and began after its birth. */
    private boolean adopt(Lineage.Birth birth, long id) {
        Life child = lives.get(id);
        if (child == null || child.began == 0 || child.parent != 0 || child.serves() || id == birth.parent()) {
            return false;
        }
        long born = window.from() + birth.nanos() - CLOCKS - (long) (birth.nanos() * DRIFT);
        if (child.began < born) {
            return false;
        }
        child.parent = birth.parent();
        return true;
    }

    /** Follows the parents up to the body's thread, or to one that is nobody's; then all on the way are, or are not, the body's. */
    private void findMembers(long id) {
        var way = new ArrayList<Long>();
        long at = id;
        while (at != main && !members.contains(at)) {
            Life life = lives.get(at);
            if (life == null || life.parent == 0 || hidden(life) || way.contains(at)) {
                return;
            }
            way.add(at);
            at = life.parent;
        }
        members.addAll(way);
    }

    private static boolean hidden(Life life) {
        String name = life.who.name();
        return HIDDEN_GROUPS.contains(life.who.group()) || HIDDEN_NAMES.stream().anyMatch(name::startsWith);
    }

    /** The thread that ran the body. */
    Life main() {
        return life(main);
    }

    private Life life(long id) {
        return lives.computeIfAbsent(id, i -> new Life(i, new Account.Who("main", false, "")));
    }

    /** The body's own threads, as they were made, and older pools' threads that did jobs meanwhile. */
    List<Life> shown() {
        return lives.values().stream()
                .filter(life -> life.id != main && (isOwn(life) || worksForIt(life)))
                .sorted(Comparator.comparingLong(life -> life.id))
                .toList();
    }

    /** Whether the body, or what it started, started this thread in time. */
    boolean isOwn(Life life) {
        return members.contains(life.id) && window.holds(life.began) && (!life.isPools() || hasJobs(life));
    }

    /**
     * An older pool's thread is shown if it did jobs meanwhile and somebody here handed jobs to a pool; which pool is not
     * known. Who hands jobs to the common pool is not known at all: tracing that would trace every switch of virtual threads.
     */
    private boolean worksForIt(Life life) {
        boolean common = life.who.name().startsWith("ForkJoinPool.commonPool-");
        return life.isPools() && !hidden(life) && hasJobs(life) && (common || submits);
    }

    private boolean hasJobs(Life life) {
        return !life.jobs(window.from(), window.to()).isEmpty();
    }
}
