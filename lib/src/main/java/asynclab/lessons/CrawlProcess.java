package asynclab.lessons;

import asynclab.crawl.Crawler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A crawl in a process of its own, started as from a terminal, so that a lesson can end it without ending the notebook.
 *
 * {@snippet :
 * var crawl = CrawlProcess.start(site.home(), folder.resolve("pages.jsonl"));
 * crawl.awaitLines(500);
 * crawl.end();                                          // at once, as when the power fails
 * CrawlProcess.resume(site.home(), folder.resolve("pages.jsonl")).await();
 * }
 *
 * <p>Safe for any thread. Ends with the notebook's kernel.
 */
public final class CrawlProcess {
    private static final long LOOK_MILLIS = 20;

    private final Process process;
    private final Path out;

    private CrawlProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
        var hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        var _ = process.onExit().thenRun(() -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                return; // the kernel is ending, and the hook runs
            }
        });
    }

    /** Starts a crawl that writes to {@code out}; what is left of an earlier one there is deleted. */
    public static CrawlProcess start(URI seed, Path out) throws IOException {
        for (var suffix : List.of("", ".state", ".state-wal", ".state-shm")) {
            Files.deleteIfExists(out.resolveSibling(out.getFileName() + suffix));
        }
        return start(seed, out, List.of());
    }

    /** Starts a crawl that goes on where the last one stopped, or died. */
    public static CrawlProcess resume(URI seed, Path out) throws IOException {
        return start(seed, out, List.of("--resume"));
    }

    private static CrawlProcess start(URI seed, Path out, List<String> options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // a short life: what is compiled quickly is enough
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "asynclab.crawl.Main",
                "crawl",
                seed.toString(),
                "--out",
                out.toString(),
                "--max-pages",
                "10000",
                "--depth",
                "15",
                "--per-shape",
                "10000"));
        command.addAll(options);
        var process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        return new CrawlProcess(process, out);
    }

    /** How many lines its file has. */
    public long lines() {
        try (var lines = Files.lines(out)) {
            return lines.count();
        } catch (IOException | UncheckedIOException e) {
            return 0; // not there yet, or being written
        }
    }

    /** Waits until its file has so many lines, or the process has ended. */
    public void awaitLines(long count) throws InterruptedException {
        while (process.isAlive() && lines() < count) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Ends the process at once, without asking it: it can neither say nor write anything more. */
    public void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Waits until it has come to its end.
     *
     * @return its exit code; 0 if all went well
     * @throws InterruptedException if interrupted meanwhile, and the process is ended
     */
    public int await() throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The library and what lies beside it; in a build, the class path of this JVM. */
    private static String classPath() {
        try {
            var library = Path.of(Crawler.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(library)
                    ? System.getProperty("java.class.path")
                    : library.resolveSibling("*").toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path that is no address", e);
        }
    }
}
