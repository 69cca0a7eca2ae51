package asynclab.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a run did with what the exercise gave it: calls, moments, levels. Safe for any thread. */
final class WorkLog {
    /** A moment that a trial noted. */
    record Moment(String name, long at) {}

    private final LongSupplier clock;
    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    // guarded by this
    private final List<Span> ended = new ArrayList<>();
    private final Map<Object, Span> open = new LinkedHashMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private boolean frozen;

    /** @param clock nanoseconds since the run began */
    WorkLog(LongSupplier clock) {
        this.clock = clock;
    }

    <T extends @Nullable Object> T call(String name, Callable<T> body) throws Exception {
        var key = new Object();
        begin(key, name);
        var ending = Span.Ending.FAILED;
        try {
            T result = body.call();
            ending = Span.Ending.DONE;
            return result;
        } catch (InterruptedException e) {
            ending = Span.Ending.INTERRUPTED;
            throw e;
        } finally {
            end(key, ending);
        }
    }

    /** What happens from now on is not kept: the run is over. */
    synchronized void freeze() {
        frozen = true;
    }

    private synchronized void begin(Object key, String name) {
        if (frozen) {
            return;
        }
        boolean virtual = Thread.currentThread().isVirtual();
        open.put(key, new Span(name, clock.getAsLong(), Long.MAX_VALUE, Span.Ending.OPEN, virtual));
    }

    private synchronized void end(Object key, Span.Ending ending) {
        var begun = frozen ? null : open.remove(key);
        if (begun != null) {
            ended.add(new Span(begun.name(), begun.start(), clock.getAsLong(), ending, begun.virtual()));
        }
    }

    synchronized void note(String name) {
        if (!frozen) {
            moments.add(new Moment(name, clock.getAsLong()));
        }
    }

    Level level(String name) {
        return levels.computeIfAbsent(name, _ -> new Level());
    }

    synchronized List<Span> calls() {
        var all = new ArrayList<>(ended);
        all.addAll(open.values());
        all.sort((a, b) -> Long.compare(a.start(), b.start()));
        return List.copyOf(all);
    }

    synchronized List<Moment> moments() {
        return List.copyOf(moments);
    }
}
