package asynclab.lessons;

import asynclab.RetryAfter;
import asynclab.http.FetchException;
import asynclab.http.Urls;
import asynclab.web.Site;
import asynclab.web.Truth;
import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * A practice site as a crawler meets it that is being built: it fetches one page and says what is on it, and all the rest
 * (what to fetch, when, and how often) is the caller's.
 *
 * {@snippet :
 * var reader = new SiteReader(site);
 * var page = reader.get(reader.home());
 * page.links().stream().filter(reader::allows);
 * }
 *
 * <p>Links are paths within the site, without fragments; those to other sites, and into the site's two traps, are left
 * out. A redirect is a page with one link. Safe for any thread.
 */
public final class SiteReader {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w-]+)");
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build(); // closed with the JVM, like the practice web

    private final Site site;
    private final Truth truth;
    private @Nullable BaseRobotRules rules; // guarded by this; null until somebody asks

    /**
     * What was answered.
     *
     * @param retryAfter how long the site asks to be left alone; zero if it does not
     */
    public record Page(String path, int status, String title, List<String> links, Duration retryAfter) {}

    /** A reader of this site. */
    public SiteReader(Site site) {
        this.site = site;
        this.truth = site.truth();
    }

    /** Where a crawl begins. */
    public String home() {
        return site.home().getPath();
    }

    /** The paths of some numbered pages. */
    public List<String> pages(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(site::url)
                .map(URI::getPath)
                .toList();
    }

    /**
     * Fetches a page and waits for it. An error status is a page without title and links.
     *
     * @throws UncheckedIOException if there is no answer
     * @throws CancellationException if interrupted meanwhile; the thread stays so
     */
    public Page get(String path) {
        var uri = site.uri(path);
        var answer = fetch(uri);
        var html = parsed(uri, answer);
        var links = new LinkedHashSet<String>();
        answer.headers().firstValue("Location").ifPresent(target -> add(uri, target, links));
        html.select("a[href]").forEach(link -> add(uri, link.attr("href"), links));
        var wait = answer.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.delay(value, Instant.now()))
                .orElse(Duration.ZERO);
        return new Page(path, answer.statusCode(), html.title(), List.copyOf(links), wait);
    }

    /** Whether robots.txt allows this path. The first question fetches it. */
    public synchronized boolean allows(String path) {
        if (rules == null) {
            var uri = site.uri("/robots.txt");
            rules = new SimpleRobotRulesParser()
                    .parseContent(uri.toString(), fetch(uri).body(), "text/plain", List.of("asynclab"));
        }
        return rules.isAllowed(site.uri(path).toString());
    }

    /** The site's address. */
    @Override
    public String toString() {
        return site.base().toString();
    }

    private void add(URI from, String reference, Set<String> links) {
        try {
            var target = Urls.resolve(from, reference);
            if (!Urls.host(target).equals(Urls.host(site.base()))) {
                return;
            }
            String path = target.getRawQuery() == null
                    ? target.getRawPath()
                    : target.getRawPath() + "?" + target.getRawQuery();
            if (!truth.isTrap(path)) {
                links.add(path);
            }
        } catch (FetchException e) {
            return; // mailto: and the like lead to no page
        }
    }

    /** The header's charset if it names one; else jsoup looks for a mark and a declaration. */
    private static Document parsed(URI uri, HttpResponse<byte[]> answer) {
        var declared =
                CHARSET.matcher(answer.headers().firstValue("Content-Type").orElse(""));
        boolean known = declared.find() && Charset.isSupported(declared.group(1));
        byte[] page = answer.statusCode() == 200 ? answer.body() : new byte[0];
        try {
            return Jsoup.parse(new ByteArrayInputStream(page), known ? declared.group(1) : null, uri.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    private static HttpResponse<byte[]> fetch(URI uri) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException("interrupted while reading " + uri.getPath());
            cancelled.initCause(e);
            throw cancelled;
        }
    }
}
