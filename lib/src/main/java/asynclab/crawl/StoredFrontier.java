package asynclab.crawl;

import asynclab.http.Repeatable;
import asynclab.internal.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A frontier that survives the death of its process: every URL and every visit is in a file (SQLite), a page's visit and its
 * completion in one transaction. Opened again, it hands out what was not through; what was being fetched is fetched again.
 * So is what failed for a reason that may have passed. A host that asked to be left alone still is.
 *
 * {@snippet :
 * try (var frontier = StoredFrontier.open(Path.of("pages.state"), 1)) {
 *     crawler.crawl(frontier, VisitSink.none(), List.of(seed));
 * }
 * }
 *
 * <p>The queues and the gaps are in memory, {@link MemoryFrontier}'s, and only what must not be lost is in the file: a lease
 * costs no write. One process has the file at a time.
 *
 * <p>Safe for any thread. An interrupt never stops a write half-way; it is seen after that.
 */
public final class StoredFrontier implements Frontier {
    private final FrontierFile file;
    private final MemoryFrontier memory;
    private final InstantSource clock; // a time that outlives the process can only be one of the wall's

    private StoredFrontier(FrontierFile file, MemoryFrontier memory, InstantSource clock) {
        this.file = file;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Opens a file, or makes it.
     *
     * @param perHost how many leases of one host are handed out at once
     * @throws IOException if another process has it, it is no frontier, or it cannot be read
     */
    public static StoredFrontier open(Path file, int perHost) throws IOException {
        return open(file, new MemoryFrontier(perHost), InstantSource.system());
    }

    static StoredFrontier open(Path path, MemoryFrontier memory, InstantSource clock) throws IOException {
        var file = FrontierFile.open(path);
        try {
            var frontier = new StoredFrontier(file, memory, clock);
            frontier.load();
            return frontier;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw new IOException("cannot read the frontier " + path + ": " + e.getMessage(), e);
        }
    }

    /** Hands the JSON line of every URL that is through to {@code lines}, in the order they were found. */
    public void export(Consumer<String> lines) throws IOException {
        file.lines(lines);
    }

    @Override
    public int offer(Collection<Link> links) throws IOException {
        var fresh = links.stream().filter(link -> !memory.knows(link)).toList();
        if (!fresh.isEmpty()) {
            file.add(fresh);
        }
        return memory.offer(fresh); // once it is safe, and not before: what is handed out must be in the file
    }

    @Override
    public Optional<Lease> take(Duration wait) throws InterruptedException {
        return memory.take(wait);
    }

    @Override
    public void done(Lease lease, Visit visit) throws IOException {
        String line = JsonText.of(JsonLines.object(visit));
        file.end(lease.link(), line, visit.outcome() instanceof Outcome.Page, !mayPass(visit.outcome()));
        memory.done(lease, visit);
    }

    @Override
    public void again(Lease lease, Duration after) {
        memory.again(lease, after);
    }

    @Override
    public void giveBack(Lease lease) {
        memory.giveBack(lease);
    }

    @Override
    public void block(String host, Duration time) throws IOException {
        memory.block(host, time);
        file.block(host, clock.instant().plus(time));
    }

    @Override
    public void pace(String host, Duration gap) {
        memory.pace(host, gap);
    }

    @Override
    public void known(Consumer<String> keys) {
        memory.known(keys);
    }

    @Override
    public Counts counts() {
        return memory.counts();
    }

    /** Closes the file; another process may have it then. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Whether the next run should try again. */
    private static boolean mayPass(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> failed.kind().isPassing();
            case Outcome.Refused(var reason, var _) ->
                reason == Outcome.Reason.PARKED || reason == Outcome.Reason.NO_ROBOTS;
            case Outcome.HttpError(int status) -> Repeatable.isPassing(status);
            default -> false;
        };
    }

    private void load() throws IOException {
        var waiting = new ArrayList<Link>();
        file.urls((link, isThrough, isPage) -> {
            if (isThrough) {
                memory.restore(link, isPage);
            } else {
                waiting.add(link);
            }
        });
        memory.offer(waiting);
        var now = clock.instant();
        file.blocks((host, until) -> {
            // No longer than a host can ask for: the clock may have been set back meanwhile.
            var left = Pace.asked(Duration.between(now, until));
            if (left.isPositive()) {
                memory.block(host, left);
            }
        });
    }
}
