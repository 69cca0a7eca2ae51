package asynclab.crawl;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of one URL.
 *
 * @param attempts how often it was asked for; 0 if it was refused unasked
 * @param at when it was decided, by the machine's clock
 * @param took from the last request to the last byte read
 * @param bytes how many came over the network as its body
 */
public record Visit(Link link, Outcome outcome, int attempts, Instant at, Duration took, long bytes) {
    /** Whether the host was asked at all. */
    public boolean wasAsked() {
        return attempts > 0;
    }
}
