package asynclab.lessons;

import asynclab.crawl.Main;
import asynclab.web.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A crawl of a practice site, from its first line to the end of the JVM, for a JVM that writes down which classes that takes
 * ({@code -XX:AOTCacheOutput}, JEP 514): the next crawls start from there. {@code java Lab.java build} runs it.
 */
public final class CrawlTraining {
    private static final int PAGES = 300;
    private static final int SEED = 25;

    private CrawlTraining() {}

    /** Ends the JVM with the crawl's exit code. Its only argument is an empty folder, for what the crawl writes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        var site = Site.start(SEED, PAGES); // closed by the end of the JVM, as Main ends that
        Main.main(new String[] {
            "crawl",
            site.home().toString(),
            "--out",
            folder.resolve("pages.jsonl").toString(),
            "--max-pages",
            Integer.toString(PAGES),
            "--per-host",
            "20"
        });
    }
}
