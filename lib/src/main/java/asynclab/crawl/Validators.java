package asynclab.crawl;

import asynclab.http.FetchRequest;
import asynclab.http.Head;
import java.util.Optional;

/**
 * What a server gave to ask later whether a page has changed (RFC 9110 section 8.8).
 *
 * @param etag the header {@code ETag}
 * @param lastModified the header {@code Last-Modified}, as it was written
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {
    private static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    /** Nothing to ask with. */
    public static Validators none() {
        return NONE;
    }

    static Validators of(Head head) {
        return new Validators(head.header("ETag"), head.header("Last-Modified"));
    }

    /** The request made conditional, RFC 9110 section 13.1: the date counts only where there is no tag. */
    FetchRequest on(FetchRequest request) {
        if (etag.isPresent()) {
            return request.withHeader("If-None-Match", etag.get());
        }
        return lastModified
                .map(date -> request.withHeader("If-Modified-Since", date))
                .orElse(request);
    }
}
