package asynclab.crawl;

/** Why a link was not followed. It is counted, and has no visit. */
public enum Dropped {
    /** It leads to no page: mailto, javascript. */
    SCHEME,
    /** It is no address. */
    URL,
    /** It leads out of the seeds' domains. */
    SCOPE,
    /** Too many links from a seed. */
    DEPTH,
    /** Too long. */
    LENGTH,
    /** Too many segments in its path. */
    SEGMENTS,
    /** One segment too often in its path. */
    REPEATS,
    /** Too many of the same shape. */
    SHAPE,
    /** Too many on one page. */
    PER_PAGE,
    /** Too many redirects in a row. */
    HOPS,
    /** Too many sitemaps inside sitemaps. */
    NESTED
}
