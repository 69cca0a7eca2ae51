package asynclab.crawl;

import asynclab.http.ByteCaps;
import asynclab.http.Timeouts;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a crawl is done. Starts from {@link #usual()}; each {@code withX} gives a changed copy.
 *
 * <p>Immutable.
 *
 * @param name the crawler's name, which robots.txt may have rules for: letters, - and _ (RFC 9309 section 2.2.1);
 *     {@code AsyncLab} unless changed
 * @param contact how to reach who runs it, an address of a page or of mail; without one only this machine is crawled
 * @param concurrency how many fetches are under way at once, of all hosts together; 64 unless changed
 * @param politeness towards hosts on other machines
 * @param local towards hosts on this machine
 * @param sitemaps whether the sitemaps that robots.txt names are read; true unless changed
 * @param memory what is known of pages fetched before, so that only what changed is fetched again; nothing unless changed
 */
public record CrawlSettings(
        String name,
        Optional<String> contact,
        int concurrency,
        CrawlLimits limits,
        Politeness politeness,
        Politeness local,
        Timeouts timeouts,
        ByteCaps caps,
        boolean sitemaps,
        Memory memory,
        Extractor extractor) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_-]+");
    private static final String VERSION = "0.1";

    private static final CrawlSettings USUAL = new CrawlSettings(
            "AsyncLab",
            Optional.empty(),
            64,
            CrawlLimits.usual(),
            Politeness.usual(),
            Politeness.local(),
            Timeouts.usual(),
            ByteCaps.usual(),
            true,
            Memory.none(),
            Extractor.none());

    /** Checks the name, the contact and the concurrency. */
    public CrawlSettings {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("a crawler's name is of letters, - and _, got \"" + name + "\"");
        }
        contact.ifPresent(CrawlSettings::checkContact);
        if (concurrency < 1 || concurrency > 10_000) {
            throw new IllegalArgumentException("concurrency must be from 1 to 10,000 fetches, got " + concurrency);
        }
    }

    /** Polite, 64 fetches at once, 1,000 pages, this machine only. */
    public static CrawlSettings usual() {
        return USUAL;
    }

    /** Another name. */
    public CrawlSettings withName(String other) {
        return new CrawlSettings(
                other, contact, concurrency, limits, politeness, local, timeouts, caps, sitemaps, memory, extractor);
    }

    /** Who to write to: {@code mailto:crew@example.org} or {@code https://example.org/crawler}. Every host is told. */
    public CrawlSettings withContact(String address) {
        return new CrawlSettings(
                name,
                Optional.of(address),
                concurrency,
                limits,
                politeness,
                local,
                timeouts,
                caps,
                sitemaps,
                memory,
                extractor);
    }

    /** So many fetches at once in all; how many from one host is a matter of {@link Politeness#perHost}. */
    public CrawlSettings withConcurrency(int most) {
        return new CrawlSettings(
                name, contact, most, limits, politeness, local, timeouts, caps, sitemaps, memory, extractor);
    }

    /** Other limits. */
    public CrawlSettings withLimits(CrawlLimits others) {
        return new CrawlSettings(
                name, contact, concurrency, others, politeness, local, timeouts, caps, sitemaps, memory, extractor);
    }

    /** Other manners, towards other machines. */
    public CrawlSettings withPoliteness(Politeness other) {
        return new CrawlSettings(
                name, contact, concurrency, limits, other, local, timeouts, caps, sitemaps, memory, extractor);
    }

    /** Other manners, towards this machine. */
    public CrawlSettings withLocal(Politeness other) {
        return new CrawlSettings(
                name, contact, concurrency, limits, politeness, other, timeouts, caps, sitemaps, memory, extractor);
    }

    /** Other timeouts. */
    public CrawlSettings withTimeouts(Timeouts others) {
        return new CrawlSettings(
                name, contact, concurrency, limits, politeness, local, others, caps, sitemaps, memory, extractor);
    }

    /** Other caps on bodies. */
    public CrawlSettings withCaps(ByteCaps others) {
        return new CrawlSettings(
                name, contact, concurrency, limits, politeness, local, timeouts, others, sitemaps, memory, extractor);
    }

    /** Sitemaps are not read: the crawl finds what links lead to, and nothing else. */
    public CrawlSettings withoutSitemaps() {
        return new CrawlSettings(
                name, contact, concurrency, limits, politeness, local, timeouts, caps, false, memory, extractor);
    }

    /** Asks only for what has changed since these pages were fetched. */
    public CrawlSettings withMemory(Memory known) {
        return new CrawlSettings(
                name, contact, concurrency, limits, politeness, local, timeouts, caps, sitemaps, known, extractor);
    }

    /** Takes fields from every HTML page. */
    public CrawlSettings withExtractor(Extractor other) {
        return new CrawlSettings(
                name, contact, concurrency, limits, politeness, local, timeouts, caps, sitemaps, memory, other);
    }

    /** {@code AsyncLab/0.1 (+mailto:crew@example.org)}. */
    public String userAgent() {
        return name + "/" + VERSION
                + contact.map(address -> " (+" + address + ")").orElse("");
    }

    /** What robots.txt knows it by. */
    String token() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The manners towards the host of this URL. */
    Politeness towards(URI uri) {
        return isLocal(uri) ? local : politeness;
    }

    /** Whether the URL names this machine by its address, or by the one name that stands for it (RFC 6761 section 6.3). */
    static boolean isLocal(URI uri) {
        String host = uri.getHost().replace("[", "").replace("]", "");
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name: whatever it resolves to, the address guard has the last word
        }
    }

    private static void checkContact(String address) {
        boolean reachable = address.startsWith("mailto:") ? address.contains("@") : address.matches("https?://.+");
        if (!reachable || !address.matches("[\\x21-\\x7E&&[^()]]+")) {
            throw new IllegalArgumentException(
                    "a contact is like mailto:crew@example.org or https://example.org/crawler, got \"" + address
                            + "\"");
        }
    }
}
