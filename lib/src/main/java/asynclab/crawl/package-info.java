/**
 * A crawler that is polite unless told otherwise, and loses nothing when it is stopped. {@link asynclab.crawl.Crawler} is the
 * door; under it {@link asynclab.crawl.Frontier} decides which URL may be fetched when, and {@link asynclab.crawl.Outcome}
 * says what became of each.
 *
 * <p>Left out on purpose: running scripts, proxies, getting round blocks, logging in.
 */
@NullMarked
package asynclab.crawl;

import org.jspecify.annotations.NullMarked;
