package asynclab.crawl;

import java.util.List;
import java.util.Optional;

/**
 * What is known of pages from an earlier crawl: how to ask whether they have changed, and where they led.
 *
 * <p>Called by many threads at once.
 */
@FunctionalInterface
public interface Memory {
    /** A page as it was. */
    record Known(Validators validators, List<String> links) {}

    /** What is known of the page at this URL. */
    Optional<Known> of(String url);

    /** Nothing. */
    static Memory none() {
        return _ -> Optional.empty();
    }
}
