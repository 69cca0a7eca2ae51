package asynclab.exercise;

import asynclab.web.AccessLog;
import asynclab.web.PracticeWeb;
import asynclab.web.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Where one run of an answer takes place: a trial takes from it what it gives to the answer, and the stage watches.
 *
 * {@snippet :
 * .trial("twelve pages", (answer, stage) -> answer.fetchAll(stage.site(42, 12), paths, 3),
 *         maxInFlight().exactly(3), requestsPerUrl().exactly(1))
 * }
 *
 * <p>Each run has a stage of its own. Safe for any thread: answers call it from theirs.
 */
public final class Stage {
    private static final PracticeWeb WEB = PracticeWeb.shared();

    private final long origin = System.nanoTime();
    private final Instant begun = Instant.now();
    private final WorkLog work = new WorkLog(this::now);
    private final List<Permits> semaphores = new CopyOnWriteArrayList<>();
    private final Map<Object, AccessLog> logs =
            new ConcurrentHashMap<>(); // by their site: asked for twice, it is watched once
    private volatile String noun = "call"; // set by the trial
    private volatile long returned = Long.MAX_VALUE; // set by the answer's thread
    private volatile @Nullable Double heapPerTask; // set by the thread that measures

    Stage() {}

    /** The practice web; evidence sees the requests it gets from now on. */
    public PracticeWeb web() {
        logs.computeIfAbsent(WEB, _ -> WEB.log().sinceNow());
        return WEB;
    }

    /** The practice web's site of this seed and size, without faults; evidence sees the requests it gets from now on. */
    public Site site(long seed, int size) {
        Site site = WEB.site(seed, size);
        logs.computeIfAbsent(site, _ -> site.log().sinceNow());
        return site;
    }

    /** What a call of what this stage gives is called in sentences, in the singular; {@code call} unless said. */
    public void counts(String singular) {
        noun = singular;
    }

    /** Carries out {@code body} and keeps when it began, when and how it ended, and on which kind of thread. */
    public <T extends @Nullable Object> T call(String name, Callable<T> body) throws Exception {
        return work.call(name, body);
    }

    /**
     * A call that only waits.
     *
     * @throws InterruptedException if interrupted meanwhile; the call counts as interrupted
     */
    public void pause(String name, Duration length) throws InterruptedException {
        try {
            work.call(name, () -> {
                Thread.sleep(length);
                return name;
            });
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a sleep throws nothing else", e);
        }
    }

    /** Notes that {@code name} happened, now. */
    public void note(String name) {
        work.note(name);
    }

    /** Notes that what {@code name} stands for was cleaned up: closed, released, removed. See {@code cleanedUpOnce}. */
    public void cleanedUp(String name) {
        work.note(Tidiness.CLEAN_UP + name);
    }

    /** A number that goes up and down, by its name; evidence asks for its peak. */
    public Level level(String name) {
        return work.level(name);
    }

    /** A semaphore to hand to the answer; evidence asks whether every permit came back. */
    public Semaphore semaphore(int permits) {
        var semaphore = new Permits(permits);
        semaphores.add(semaphore);
        return semaphore;
    }

    /**
     * Measures the heap in use now, against that before {@code before} was taken, for each of {@code tasks}. Collects the
     * garbage first, which takes some tens of milliseconds: call it when all tasks are there, not while time counts.
     */
    public void heapPerTask(long before, int tasks) {
        heapPerTask = (double) (heapInUse() - before) / tasks;
    }

    /** The bytes of the heap that are in use, garbage aside. Takes some tens of milliseconds. */
    public static long heapInUse() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    String noun() {
        return noun;
    }

    /** Carries the answer out, and keeps when it has returned. */
    @Nullable
    Object answered(Callable<? extends @Nullable Object> answer) throws Exception {
        try {
            return answer.call();
        } finally {
            returned = now();
        }
    }

    /** When the answer returned, in nanoseconds since the stage was made; for ever away if it has not. */
    long returned() {
        return returned;
    }

    long now() {
        return System.nanoTime() - origin;
    }

    @Nullable
    Double heapPerTask() {
        return heapPerTask;
    }

    WorkLog work() {
        return work;
    }

    List<Permits> permits() {
        return List.copyOf(semaphores);
    }

    /** Every request that the sites of this stage saw, by its start. */
    List<AccessLog.Entry> requests() {
        var all = new ArrayList<AccessLog.Entry>();
        logs.values().forEach(log -> all.addAll(log.entries()));
        return AccessLog.of(all).entries();
    }

    /** From now on all is as it is now: what the practice web gets next is not the answer's. */
    void freeze() {
        work.freeze();
        logs.replaceAll((_, log) -> AccessLog.of(log.entries()));
    }

    boolean watchesRequests() {
        return !logs.isEmpty();
    }

    long sinceBegin(Instant moment) {
        return Duration.between(begun, moment).toNanos();
    }
}
