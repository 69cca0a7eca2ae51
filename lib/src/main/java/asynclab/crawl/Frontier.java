package asynclab.crawl;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The URLs a crawl knows and has not fetched, and the right to fetch them: one {@link Lease} at a time for a host, with a gap
 * after each. Whether a host may be asked now is decided here, in one step with handing out the URL.
 *
 * {@snippet :
 * var lease = frontier.take(ofSeconds(1)).orElseThrow();
 * frontier.offer(linksOn(page));      // first what was found, then that it is done: a crash between loses nothing
 * frontier.done(lease, visit);
 * }
 *
 * <p>Every lease ends with exactly one of {@link #done}, {@link #again} and {@link #giveBack}. The time until a host is due
 * is a length and not a point: a clock that is set changes no gap.
 *
 * <p>Safe for any thread.
 */
public interface Frontier extends AutoCloseable {
    /**
     * The right to fetch a URL.
     *
     * @param attempt 1 for the first
     */
    record Lease(Link link, int attempt) {}

    /**
     * Adds what is not known yet, by its key.
     *
     * @return how many were new
     */
    int offer(Collection<Link> links) throws IOException;

    /**
     * The next URL that is due, of a host that is. Waits for one up to {@code wait}, but not when the frontier is finished.
     *
     * @return empty if there was none in time, or nothing is left
     * @throws InterruptedException if interrupted while waiting; nothing was handed out
     */
    Optional<Lease> take(Duration wait) throws InterruptedException, IOException;

    /** It is through. If the host was asked for it, the gap begins. A frontier that keeps results keeps the visit with it. */
    void done(Lease lease, Visit visit) throws IOException;

    /** Another attempt is wanted, after this time and the gap. */
    void again(Lease lease, Duration after) throws IOException;

    /** Not fetched after all: it is the next of its host, after the gap, and the attempt does not count. */
    void giveBack(Lease lease) throws IOException;

    /** Leaves a host alone for this long from now. */
    void block(String host, Duration time) throws IOException;

    /** The gap between two fetches from a host, from the end of one to the start of the next. None until it is set. */
    void pace(String host, Duration gap) throws IOException;

    /**
     * Gives the key of every URL it knows, through or not. A crawl that goes on asks once, at its start: its guards against
     * traps must remember what was followed before. A frontier that is never gone on with need not answer.
     */
    default void known(Consumer<String> keys) {}

    /** How it stands at one moment. */
    Counts counts();

    /** Gives up what it holds. What it keeps on disk stays there. */
    @Override
    void close() throws IOException;
}
