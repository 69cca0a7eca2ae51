package asynclab.crawl;

import asynclab.http.FetchException;
import asynclab.http.Urls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for. It can ask for more politeness than usual, never for less.
 *
 * @param out the file for the visits; standard output if there is none
 * @param warc the file for what hosts answered, if that is to be kept
 */
record CrawlOptions(List<URI> seeds, CrawlSettings settings, Optional<Path> out, Optional<Path> warc, boolean resume) {
    static final String HELP = """
            Usage: java @.lab/crawl URL... [options]                 (java Lab.java build makes it: starts faster, takes less memory)
               or: java -jar lib/target/asynclab.jar crawl URL... [options]

            Fetches the URLs and what they link to within their domains, and writes a JSON object a line for each. robots.txt is
            obeyed, and each host is asked for one page at a time with at least a second between two (this machine: no gap).

              --contact ADDRESS  mailto:you@example.org or https://example.org/about: whom hosts can write to.
                                 Needed for every host that is not this machine
              --out FILE         where the lines go; beside it FILE.state keeps what is left to do. Default: standard output
              --warc FILE        keep what the hosts answered, too, in an archive that ends in .warc.gz
              --resume           go on with FILE where the last run stopped, was stopped, or died
              --max-pages N      stop after so many pages; default 1000
              --depth N          follow so many links from a URL; default 5
              --per-shape N      fetch so many URLs that differ in digits only, as a calendar's pages do; default 500
              --concurrency N    fetch from so many hosts at once; default 64
              --per-host N       fetch so many pages from this machine at once; default 1, and always 1 from any other
              --gap SECONDS      wait longer between two fetches from one host; default and least 1
              --no-sitemaps      do not read sitemaps
              --help             this text

            Ctrl-C ends the crawl within five seconds, and loses nothing.
            Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C.
            """;

    /**
     * Reads the arguments after {@code crawl}.
     *
     * @throws IllegalArgumentException if they make no sense; the message says which and what would
     */
    static CrawlOptions parse(List<String> arguments) {
        var left = new ArrayDeque<>(arguments);
        var seeds = new ArrayList<URI>();
        var settings = CrawlSettings.usual();
        Optional<Path> out = Optional.empty();
        Optional<Path> warc = Optional.empty();
        boolean resume = false;
        while (!left.isEmpty()) {
            String word = left.remove();
            switch (word) {
                case "--contact" -> settings = settings.withContact(value(word, left));
                case "--out" -> out = Optional.of(Path.of(value(word, left)));
                case "--warc" -> warc = Optional.of(Path.of(value(word, left)));
                case "--resume" -> resume = true;
                case "--max-pages" ->
                    settings = settings.withLimits(settings.limits().withPages(number(word, left)));
                case "--depth" ->
                    settings = settings.withLimits(settings.limits().withDepth(number(word, left)));
                case "--per-shape" ->
                    settings = settings.withLimits(settings.limits().withPerShape(number(word, left)));
                case "--concurrency" -> settings = settings.withConcurrency(number(word, left));
                case "--per-host" ->
                    settings = settings.withLocal(settings.local().withPerHost(number(word, left)));
                case "--gap" -> settings = withGap(settings, number(word, left));
                case "--no-sitemaps" -> settings = settings.withoutSitemaps();
                default -> seeds.add(seed(word));
            }
        }
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("no URL to begin with");
        }
        if (resume && out.isEmpty()) {
            throw new IllegalArgumentException("--resume needs --out: there is nothing to go on with");
        }
        var options = new CrawlOptions(List.copyOf(seeds), settings, out, warc, resume);
        if (options.perHost() > 1 && !seeds.stream().allMatch(CrawlSettings::isLocal)) {
            throw new IllegalArgumentException(
                    "--per-host is for this machine only: other hosts are asked for one page at a time");
        }
        return options;
    }

    /** How many fetches from one host may be under way at once; above 1 only if all hosts are this machine. */
    int perHost() {
        return settings.local().perHost();
    }

    private static CrawlSettings withGap(CrawlSettings settings, int seconds) {
        if (seconds < 1) {
            throw new IllegalArgumentException("--gap must be >= 1 second, got " + seconds);
        }
        var gap = Duration.ofSeconds(seconds);
        return settings.withPoliteness(settings.politeness().withGap(gap))
                .withLocal(settings.local().withGap(gap));
    }

    private static String value(String option, ArrayDeque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.remove();
    }

    private static int number(String option, ArrayDeque<String> left) {
        String value = value(option, left);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a whole number, got \"" + value + "\"", e);
        }
    }

    private static URI seed(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("unknown option " + word);
        }
        try {
            return Urls.parse(word);
        } catch (FetchException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
