/**
 * Fetching over {@code java.net.http}: {@link asynclab.http.HttpFetcher} is the door. One client, blocking calls on
 * virtual threads, and the four things that the JDK leaves to its callers: limits per host, a deadline for the whole
 * exchange, decoding under a cap, and a check at each redirect.
 */
@NullMarked
package asynclab.http;

import org.jspecify.annotations.NullMarked;
