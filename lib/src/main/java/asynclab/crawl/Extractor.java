package asynclab.crawl;

import java.util.Map;
import org.jsoup.nodes.Document;

/**
 * Takes what a program wants to know from a page: {@code page -> Map.of("price", page.select(".price").text())}.
 *
 * <p>Called by many threads at once, each with a page of its own. What it throws becomes the page's field {@code error}.
 */
@FunctionalInterface
public interface Extractor {
    /** The page's fields, by name. */
    Map<String, String> extract(Document page);

    /** Takes nothing. */
    static Extractor none() {
        return _ -> Map.of();
    }
}
