package asynclab.web;

/** What a site did wrong on purpose. */
public enum Fault {
    /** Answered 429 (too many requests) with a {@code Retry-After}. */
    LIMITED,
    /** Answered with an error status in place of the page. */
    ERROR,
    /** Sent the body a little at a time. */
    DRIPPED,
    /** Promised the whole body, sent half of it and closed the connection. */
    TRUNCATED,
    /** Closed the connection without an answer. */
    CLOSED,
    /** Took the request and never answered. */
    SILENT
}
