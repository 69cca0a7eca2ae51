package asynclab.crawl;

/**
 * How many pages a crawl may still fetch. A place is claimed before a URL is taken and given back if that was no page, so
 * that many at once never fetch more than was asked for.
 *
 * <p>Safe for any thread.
 */
final class PageBudget {
    // Guarded by this.
    private long free;
    private long claimed;

    PageBudget(long pages) {
        this.free = pages;
    }

    /**
     * Claims a place, waiting while all that are left are claimed by others.
     *
     * @return whether there is one; never again after the first no
     */
    synchronized boolean claim() throws InterruptedException {
        while (free == 0 && claimed > 0) {
            wait();
        }
        if (free == 0) {
            return false;
        }
        free--;
        claimed++;
        return true;
    }

    /** What was claimed became a page, or did not. */
    synchronized void settle(boolean page) {
        claimed--;
        free += page ? 0 : 1;
        notifyAll();
    }
}
