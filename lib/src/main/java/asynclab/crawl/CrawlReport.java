package asynclab.crawl;

import asynclab.Picture;
import asynclab.Showable;
import asynclab.internal.Distribution;
import asynclab.internal.Texts;
import asynclab.internal.TimingsPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a crawl came out.
 *
 * <p>Immutable. Printed, it is a few lines; shown, these with the times of each host. {@link CrawlTables} makes tables of it.
 */
public final class CrawlReport implements Showable {
    /** What was counted. */
    record Numbers(
            Map<String, Long> outcomes,
            Map<Dropped, Long> dropped,
            long retries,
            long bytes,
            Duration elapsed,
            Counts counts,
            Distribution all,
            List<Distribution> hosts) {}

    private final List<Visit> visits;
    private final Numbers numbers;

    CrawlReport(List<Visit> visits, Numbers numbers) {
        this.visits = visits;
        this.numbers = numbers;
    }

    /** What became of each URL, in the order of their ends; the first 100,000 of this crawl. */
    public List<Visit> visits() {
        return visits;
    }

    /** How many URLs came to each kind of outcome, by {@link Outcome#word}. */
    public Map<String, Long> outcomes() {
        return numbers.outcomes();
    }

    /** How many links were not followed, by why. */
    public Map<Dropped, Long> dropped() {
        return numbers.dropped();
    }

    /** How many attempts there were beyond the first of each URL. */
    public long retries() {
        return numbers.retries();
    }

    /** How many bytes of bodies came over the network. */
    public long bytes() {
        return numbers.bytes();
    }

    /** How long it ran. */
    public Duration elapsed() {
        return numbers.elapsed();
    }

    /** How the frontier stood at its end: what is waiting there can be crawled later. */
    public Counts counts() {
        return numbers.counts();
    }

    /** How many pages were fetched. */
    public long pages() {
        return numbers.outcomes().getOrDefault("page", 0L);
    }

    @Override
    public Picture picture() {
        if (numbers.all().count() == 0) {
            return Picture.of(toString());
        }
        return TimingsPicture.of(sentence(), numbers.hosts());
    }

    /** Pages, pace, outcomes, links not followed, what is left. */
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        lines.add(sentence());
        lines.add("outcomes: " + counted(numbers.outcomes()));
        if (!numbers.dropped().isEmpty()) {
            lines.add("links not followed: " + counted(numbers.dropped()));
        }
        if (numbers.all().count() > 0) {
            lines.add("times: half within " + Texts.span(numbers.all().percentile(50)) + ", 90 % within "
                    + Texts.span(numbers.all().percentile(90)) + ", 99 % within "
                    + Texts.span(numbers.all().percentile(99)) + ", longest "
                    + Texts.span(numbers.all().max()));
        }
        if (!numbers.counts().isFinished()) {
            lines.add(Texts.counted(numbers.counts().waiting(), "URL is", "URLs are") + " still waiting");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String sentence() {
        double seconds = Math.max(numbers.elapsed().toNanos() / 1e9, 1e-9);
        return Texts.counted(pages(), "page", "pages") + " in " + Texts.span(numbers.elapsed()) + ", "
                + Texts.figures(pages() / seconds) + " a second, "
                + Texts.counted(numbers.bytes() >> 10, "kB", "kB") + ", "
                + Texts.counted(numbers.retries(), "retry", "retries");
    }

    private static String counted(Map<?, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<?, Long> entry) -> -entry.getValue()))
                .map(entry -> Texts.grouped(entry.getValue()) + " "
                        + entry.getKey().toString().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
