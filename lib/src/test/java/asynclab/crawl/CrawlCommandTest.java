package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.Tried;
import asynclab.internal.Screen;
import asynclab.web.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;

class CrawlCommandTest {
    private static final Tried TRIED = new Tried("command lines");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Screen screen = Screen.current();

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.start(42, 60);
        site.crawlDelay(Duration.ZERO);
    }

    @AfterEach
    void close() {
        Screen.install(screen);
        site.close();
    }

    @AfterAll
    static void count() {
        TRIED.print();
    }

    @Test
    void writesALineForEachUrlAndASummary() throws Exception {
        Path file = folder.resolve("pages.jsonl");
        assertEquals(0, run(site.home().toString(), "--out", file.toString(), "--max-pages", "12"));
        var lines = Files.readAllLines(file);
        assertEquals(
                12,
                lines.stream()
                        .filter(line -> line.contains("\"outcome\":\"page\""))
                        .count());
        assertTrue(text(err).contains("12 pages in"), text(err));
        assertEquals("", text(out));
    }

    @Test
    void withoutAFileTheLinesGoToStandardOutput() throws Exception {
        assertEquals(0, run(site.home().toString(), "--max-pages", "3", "--no-sitemaps"));
        assertEquals(
                3,
                text(out).lines().filter(line -> line.startsWith("{\"url\":")).count());
    }

    @Test
    void resumeGoesOnAndRepeatsNothing() throws Exception {
        Path file = folder.resolve("pages.jsonl");
        String[] first = {site.home().toString(), "--out", file.toString(), "--max-pages", "10", "--depth", "30"};
        assertEquals(0, run(first));
        assertEquals(2, run(first), "a file that is there is not written over");
        Files.writeString(file, Files.readString(file) + "{\"url\":\"half a li");
        assertEquals(
                0,
                run(
                        site.home().toString(),
                        "--out",
                        file.toString(),
                        "--max-pages",
                        "30",
                        "--depth",
                        "30",
                        "--resume"));
        var urls = CrawlProcess.urls(file);
        assertEquals(urls.size(), new HashSet<>(urls).size(), "no line twice");
        assertEquals(
                30,
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("\"outcome\":\"page\""))
                        .count());
        assertTrue(site.log().under("/p/").requestsPerPath().values().stream().allMatch(count -> count == 1));
    }

    @Test
    void keepsWhatWasAnsweredIfAskedTo() throws Exception {
        Path warc = folder.resolve("pages.warc.gz");
        String[] first = {site.home().toString(), "--warc", warc.toString(), "--max-pages", "5"};
        assertEquals(0, run(first));
        try (var reader = new WarcReader(warc)) {
            long responses =
                    reader.records().filter(WarcResponse.class::isInstance).count();
            assertTrue(responses >= 5, responses + " responses");
        }
        assertEquals(2, run(first), "an archive that is there is not written over");
    }

    @Test
    void whatMakesNoSenseIsSaidAndNothingIsFetched() throws Exception {
        String[][] wrong = {
            {},
            {"--out"},
            {"--resume", "http://127.0.0.1/"},
            {"--nonsense", "http://127.0.0.1/"},
            {"example.org"},
            {"ftp://example.org/"},
            {"https://example.org/"},
            {site.home().toString(), "--max-pages", "many"},
            {site.home().toString(), "--max-pages", "0"},
            {site.home().toString(), "--concurrency", "0"},
            {site.home().toString(), "--gap", "0"},
            {site.home().toString(), "--per-host", "0"},
            {"https://example.org/", "--per-host", "2", "--contact", "mailto:you@example.org"},
            {site.home().toString(), "--contact", "me"},
            {site.home().toString(), "--depth", "-1"},
            {site.home().toString(), "--warc", folder.resolve("pages.zip").toString()},
            {site.home().toString(), "--per-shape", "0"},
        };
        for (String[] arguments : wrong) {
            TRIED.one();
            err.reset();
            assertEquals(2, run(arguments), () -> String.join(" ", arguments));
            assertTrue(text(err).contains("--help"), text(err));
        }
        assertEquals(0, site.log().size());
        assertEquals(0, run("--help"));
        assertTrue(text(out).contains("Usage:"), text(out));
    }

    @Test
    void anOutputThatTakesNoMoreEndsIt() throws Exception {
        TRIED.one();
        var full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        var command = new CrawlCommand(full, print(err), false);
        assertEquals(1, command.run(List.of(site.home().toString())));
        assertTrue(text(err).contains("standard output takes no more"), text(err));
        assertEquals(2, site.log().size(), site.log()::toString);
    }

    @Test
    void aFileThatCannotBeWrittenEndsIt() throws Exception {
        TRIED.one();
        assertEquals(
                1,
                run(
                        site.home().toString(),
                        "--out",
                        folder.resolve("no/such/folder.jsonl").toString()));
        assertTrue(text(err).contains("folder"), text(err));
    }

    private int run(String... arguments) throws InterruptedException {
        return new CrawlCommand(print(out), print(err), false).run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
