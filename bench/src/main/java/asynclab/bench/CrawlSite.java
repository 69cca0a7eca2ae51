package asynclab.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One host of {@link CrawlServer}: numbered pages of some 9 kB, each a function of its number, each leading to ten new ones
 * and to some that are known; and what it was asked, by which a crawler is judged.
 *
 * <p>Safe for any thread.
 */
final class CrawlSite {
    /** Where a crawl begins. */
    static final String HOME = "/p/0";

    private static final int CHILDREN = 10;
    private static final int OTHERS = 18;
    private static final int SECTIONS = 28;
    private static final Duration SLACK = Duration.ofMillis(5); // for the server's own scheduling
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int BUSY = 7; // the page that answers 429 the first time, when politeness is watched

    /**
     * That politeness is watched: each page has a link that robots.txt forbids, and one page answers 429 the first time.
     *
     * @param gap the least time before the next request
     * @param fromEnd whether it counts from the end of the last request, or else from its start
     */
    record Watch(Duration gap, boolean fromEnd) {}

    /**
     * What was asked.
     *
     * @param requests for pages
     * @param distinct how many pages were asked for at least once
     * @param robots how often robots.txt was asked for
     * @param atOnce the most requests open at one moment
     * @param violations requests that were too soon, too many at once, within a Retry-After, or forbidden by robots.txt
     */
    record Judgement(int requests, int distinct, int robots, int atOnce, int violations) {
        static final Judgement NONE = new Judgement(0, 0, 0, 0, 0);

        Judgement plus(Judgement other) {
            return new Judgement(
                    requests + other.requests,
                    distinct + other.distinct,
                    robots + other.robots,
                    Math.max(atOnce, other.atOnce),
                    violations + other.violations);
        }
    }

    private final int pages;
    private final Optional<Watch> watch;
    private final byte[][] answers;

    // Guarded by this. Times are nanoseconds of System.nanoTime.
    private final BitSet asked = new BitSet();
    private long openFrom = System.nanoTime();
    private int open;
    private int requests;
    private int robots;
    private int atOnce;
    private int violations;

    CrawlSite(int pages, Optional<Watch> watch) {
        this.pages = pages;
        this.watch = watch;
        this.answers = new byte[pages][];
        for (int i = 0; i < pages; i++) {
            answers[i] = answer("200 OK", "text/html; charset=utf-8", page(i));
        }
    }

    /** A request has come; what to answer. */
    synchronized byte[] begin(String path) {
        long now = System.nanoTime();
        open++;
        atOnce = Math.max(atOnce, open);
        boolean rude = path.startsWith("/private/");
        if (watch.isPresent()) {
            rude |= open > 1 || now - openFrom < -SLACK.toNanos();
            openFrom = now + watch.get().gap().toNanos();
        }
        violations += rude ? 1 : 0;
        if (path.equals("/robots.txt")) {
            robots++;
            return answer("200 OK", "text/plain", "User-agent: *\nDisallow: /private/\n");
        }
        int page = number(path);
        if (page < 0) {
            return answer("404 Not Found", "text/plain", "no such page");
        }
        requests++;
        boolean first = !asked.get(page);
        asked.set(page);
        if (watch.isPresent() && page == BUSY && first) {
            openFrom = Math.max(openFrom, now + RETRY_AFTER.toNanos());
            return answer("429 Too Many Requests\r\nRetry-After: " + RETRY_AFTER.toSeconds(), "text/plain", "later");
        }
        return answers[page];
    }

    /** A request is answered. */
    synchronized void end() {
        open--;
        if (watch.isPresent() && watch.get().fromEnd()) {
            openFrom = Math.max(openFrom, System.nanoTime() + watch.get().gap().toNanos());
        }
    }

    synchronized Judgement judgement() {
        return new Judgement(requests, asked.cardinality(), robots, atOnce, violations);
    }

    /** SHA-256 over the sorted lines "path status title" of a crawl that misses nothing. */
    String checksum() {
        var lines = new TreeSet<String>();
        for (int i = 0; i < pages; i++) {
            lines.add("/p/" + i + " 200 " + title(i) + "\n");
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private int number(String path) {
        try {
            int number = path.startsWith("/p/") ? Integer.parseInt(path.substring(3)) : -1;
            return number < pages ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static byte[] answer(String status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String title(int number) {
        return "Page " + number + ": " + words(new Random(number), 3);
    }

    private String page(int number) {
        var random = new Random(-number);
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(title(number))
                .append("</title></head>\n<body><nav><a href=\"/p/0\">Home</a>")
                .append(watch.isPresent() ? " <a href=\"/private/" + number + "\">Members</a>" : "")
                .append("</nav>\n");
        for (int i = 0; i < SECTIONS; i++) {
            int to = i < CHILDREN ? number * CHILDREN + i + 1 : random.nextInt(pages);
            html.append("<div class=\"entry\" id=\"e")
                    .append(i)
                    .append("\"><h2>")
                    .append(words(random, 4));
            html.append("</h2>\n<p>").append(words(random, 24)).append(" <b>").append(words(random, 3));
            html.append("</b> ").append(words(random, 5)).append(".</p>\n");
            if (to < pages && i < CHILDREN + OTHERS) {
                html.append("<p class=\"more\"><a href=\"/p/").append(to).append("\">");
                html.append(words(random, 2)).append("</a></p>");
            }
            html.append("</div>\n");
        }
        return html.append("</body></html>\n").toString();
    }

    private static String words(Random random, int count) {
        return random.ints(count, 0, WORDS.length).mapToObj(i -> WORDS[i]).collect(Collectors.joining(" "));
    }

    private static final String[] WORDS =
            ("harbour tide lantern granite meadow signal copper orchard winter feather river"
                            + " anchor window thunder silver bridge marble autumn garden compass velvet mirror island sparrow")
                    .split(" ", -1);
}
