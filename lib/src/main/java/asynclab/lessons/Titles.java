package asynclab.lessons;

import asynclab.Lab;
import asynclab.Picture;
import asynclab.Showable;
import asynclab.internal.Sheet;
import asynclab.internal.Texts;
import asynclab.web.Faults;
import asynclab.web.Latency;
import asynclab.web.Site;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The one program that runs through the course, "the titles of 12 pages": each lesson writes it in its own way, and the
 * table of what each way took grows. The pages are a practice site's, and each takes 100 ms to answer.
 *
 * {@snippet :
 * lab.titles().run("one after the other", 3, () -> {
 *     var titles = new ArrayList<String>();
 *     for (var page : lab.titles().pages()) titles.add(lab.titles().read(page));
 *     return titles;
 * });
 * }
 *
 * <p>Safe for any thread; {@link #run} counts whatever the JVM does meanwhile, so run one at a time.
 */
public final class Titles implements Showable {
    static final int SIZE = 12;
    private static final Duration ANSWER = Duration.ofMillis(100);
    private static final Pattern TITLE = Pattern.compile("<title>(.*?)</title>", Pattern.DOTALL);

    /** The program: gives the twelve titles in the order of the pages. */
    @FunctionalInterface
    public interface Program {
        /** Runs it. */
        List<String> titles() throws Exception;
    }

    /**
     * What one way of writing the program took.
     *
     * @param way what the lesson calls it
     * @param wall by the clock on the wall
     * @param atOnce the most requests that the site saw in flight
     * @param threads how many threads were started for it: platform threads, as the JVM does not count virtual ones
     * @param allocated how many bytes all threads allocated meanwhile, the site's own work included
     * @param lines how long the program is
     */
    record Row(String way, Duration wall, int atOnce, long threads, long allocated, int lines) {}

    private final Site site;
    private final TitlesTable table;
    private final HttpClient client = HttpClient.newHttpClient(); // closed with the JVM, like the lesson's web

    Titles(Site site, TitlesTable table) {
        this.site = site;
        this.table = table;
        site.faults(Faults.none().withLatency(Latency.fixed(ANSWER)));
    }

    /** The addresses of the twelve pages. */
    public List<URI> pages() {
        return site.pages();
    }

    /** The site of the twelve pages, for its access log. */
    public Site site() {
        return site;
    }

    /**
     * Asks for a page, waits for it, and finds its title. Interruptible while it waits.
     *
     * @throws IOException if the page does not come, or comes without a title
     */
    public String read(URI page) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode() + " for " + page);
        }
        return titleIn(page, answer.body());
    }

    /** Asks for a page and returns at once; one of the two is called when its title is there, or does not come. */
    public void readAsync(URI page, Consumer<String> onTitle, Consumer<Throwable> onError) {
        var _ = client.sendAsync(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .thenApply(answer -> titleIn(page, answer.body()))
                .whenComplete((title, failure) -> {
                    if (failure == null) {
                        onTitle.accept(title);
                    } else {
                        onError.accept(failure);
                    }
                });
    }

    /**
     * Finds the title in a page's text, for programs that fetch by other means.
     *
     * @throws UncheckedIOException if there is none
     */
    public String titleIn(URI page, String html) {
        var title = TITLE.matcher(html);
        if (!title.find()) {
            throw new UncheckedIOException(new IOException("no title in " + page));
        }
        return title.group(1).strip();
    }

    /**
     * Runs the program, compares its titles with the site's, and shows the table with the row that it makes.
     *
     * @param way what to call this way of writing it; running it again replaces its row
     * @param lines how many lines the program has
     * @throws IllegalStateException if the titles are not the twelve of the site, in the order of the pages
     * @throws Exception whatever the program throws
     */
    public void run(String way, int lines, Program program) throws Exception {
        read(pages().getFirst()); // the connection and the classes are there: no way pays for them alone
        site.log().clear();
        var before = Counters.now();
        long start = System.nanoTime();
        var titles = program.titles();
        var wall = Duration.ofNanos(System.nanoTime() - start);
        var after = Counters.now();
        compare(titles);
        table.put(new Row(
                way,
                wall,
                site.log().maxInFlight(),
                after.threads - before.threads,
                Math.max(0, after.allocated - before.allocated),
                lines));
        Lab.show(this);
    }

    private void compare(List<String> titles) {
        if (titles.size() != SIZE) {
            throw new IllegalStateException("the program gave " + titles.size() + " titles of " + SIZE);
        }
        var truth = site.truth();
        for (int i = 0; i < SIZE; i++) {
            var path = pages().get(i).getPath();
            var right = truth.page(path).orElseThrow().title();
            if (!right.equals(titles.get(i))) {
                throw new IllegalStateException("title " + (i + 1) + " is \"" + titles.get(i) + "\", but page " + path
                        + " has \"" + right + "\"");
            }
        }
    }

    /** The table of all ways so far, those of earlier lessons included. */
    @Override
    public Picture picture() {
        var rows = new ArrayList<List<String>>();
        for (var row : table.rows()) {
            rows.add(List.of(
                    row.way(),
                    Texts.span(row.wall()),
                    Texts.grouped(row.atOnce()),
                    Texts.grouped(row.threads()),
                    Texts.figures(row.allocated() / 1e6) + " MB",
                    Texts.grouped(row.lines())));
        }
        var sheet = new Sheet(
                "The titles of " + SIZE + " pages",
                List.of("written", "wall time", "at once", "new platform threads", "allocated", "lines"),
                rows);
        return Picture.of(sheet.text()).withHtml(sheet.html());
    }

    private record Counters(long threads, long allocated) {
        static Counters now() {
            var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
            return new Counters(threads.getTotalStartedThreadCount(), threads.getTotalThreadAllocatedBytes());
        }
    }
}
