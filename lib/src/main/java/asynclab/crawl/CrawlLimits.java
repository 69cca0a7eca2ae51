package asynclab.crawl;

/**
 * Where a crawl ends: traps on the web go on for ever. Starts from {@link #usual()}; each {@code withX} gives a changed
 * copy.
 *
 * <p>Immutable.
 *
 * @param pages how many are fetched; 1,000 unless changed
 * @param depth how many links from a seed; 5 unless changed
 * @param perShape how many URLs of one shape (all digits the same, the query's values left out) are fetched: a calendar's
 *     months, one page with a thousand session numbers; 500 unless changed
 * @param perPage how many links of one page are followed; 500 unless changed
 */
public record CrawlLimits(int pages, int depth, int perShape, int perPage) {
    private static final CrawlLimits USUAL = new CrawlLimits(1_000, 5, 500, 500);

    /** The longest URL that is followed; browsers and servers stop around there. */
    static final int URL_LENGTH = 2_048;
    /** The most segments of a path. */
    static final int SEGMENTS = 20;
    /** How often one segment may occur in a path: /a/a/a/ is a link that was meant to be absolute. */
    static final int REPEATS = 3;
    /** The most redirects in a row. */
    static final int HOPS = 10;
    /** How deep sitemaps may be nested. */
    static final int SITEMAPS = 3;

    /** Checks that each is at least 1; the depth may be 0, the seeds alone. */
    public CrawlLimits {
        if (pages < 1 || depth < 0 || perShape < 1 || perPage < 1) {
            throw new IllegalArgumentException("limits must be >= 1 and the depth >= 0, got " + pages + " pages, depth "
                    + depth + ", " + perShape + " per shape, " + perPage + " links per page");
        }
    }

    /** 1,000 pages, depth 5, 500 of one shape, 500 links a page. */
    public static CrawlLimits usual() {
        return USUAL;
    }

    /** So many pages. */
    public CrawlLimits withPages(int most) {
        return new CrawlLimits(most, depth, perShape, perPage);
    }

    /** So many links from a seed. */
    public CrawlLimits withDepth(int most) {
        return new CrawlLimits(pages, most, perShape, perPage);
    }

    /** So many URLs of one shape. */
    public CrawlLimits withPerShape(int most) {
        return new CrawlLimits(pages, depth, most, perPage);
    }

    /** So many links of one page. */
    public CrawlLimits withPerPage(int most) {
        return new CrawlLimits(pages, depth, perShape, most);
    }
}
