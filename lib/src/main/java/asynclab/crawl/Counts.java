package asynclab.crawl;

/**
 * How a frontier stands.
 *
 * @param waiting URLs known and not yet fetched, those that wait for another attempt included
 * @param leased URLs being fetched
 * @param done URLs that are through, whatever became of them
 * @param pages how many of those are pages
 */
public record Counts(long waiting, long leased, long done, long pages) {
    /**
     * Whether nothing is left. A queue that is empty is not enough: what is being fetched may bring more links, and whoever
     * stops then misses them.
     */
    public boolean isFinished() {
        return waiting + leased == 0;
    }
}
