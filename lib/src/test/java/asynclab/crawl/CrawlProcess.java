package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.web.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, which a test may kill. What it says is in a file. */
final class CrawlProcess implements AutoCloseable {
    private final Process process;
    private final Path said;

    private CrawlProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Crawls with these arguments, all links of these sites, into this file, and goes on if it is there. */
    static CrawlProcess resume(Path file, List<Site> sites, String... more) throws IOException {
        return under(List.of(), file, sites, more);
    }

    /** The same under another program, such as a shell with limits: what comes before {@code java}. */
    static CrawlProcess under(List<String> shell, Path file, List<Site> sites, String... more) throws IOException {
        var command = new ArrayList<>(shell);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "asynclab.crawl.Main", "crawl"));
        sites.forEach(site -> command.add(site.home().toString()));
        command.addAll(List.of("--out", file.toString(), "--resume", "--depth", "1000", "--max-pages", "100000"));
        command.addAll(List.of(more));
        var said = Files.createTempFile(file.getParent(), "said", ".log");
        return new CrawlProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start(),
                said);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Its exit code, which must come in time. */
    int exit(Duration limit) throws IOException, InterruptedException {
        assertTrue(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS), this::said);
        return process.exitValue();
    }

    /** All it has said, to whomever. */
    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Waits until the sites have been asked for so many URLs in all, or the process has ended. */
    void awaitRequests(List<Site> sites, int most) throws InterruptedException {
        for (int i = 0; i < 12_000 && isAlive() && requests(sites) < most; i++) {
            Thread.sleep(5);
        }
    }

    static int requests(List<Site> sites) {
        return sites.stream().mapToInt(site -> site.log().size()).sum();
    }

    /** The URLs of a file of JSON lines, in its order. */
    static List<String> urls(Path file) throws IOException {
        var urls = new ArrayList<String>();
        for (String line : Files.readAllLines(file)) {
            assertTrue(line.startsWith("{\"url\":\"") && line.endsWith("}"), line);
            urls.add(line.substring(8, line.indexOf('"', 8)));
        }
        assertFalse(urls.isEmpty());
        return urls;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
