package asynclab.crawl;

import asynclab.internal.Screen;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The crawler as a command. Lines go to a file or to standard output, everything said to people to standard error. */
final class CrawlCommand {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    /** {@code terminal} says whether {@code err} can take a line back. */
    CrawlCommand(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Runs it with the arguments after {@code crawl}, and gives the exit code. */
    int run(List<String> arguments) throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(CrawlOptions.HELP);
            return DONE;
        }
        try {
            crawl(CrawlOptions.parse(arguments));
            return DONE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("--help tells what there is.");
            return USAGE;
        } catch (IOException | UncheckedIOException e) {
            err.println("the crawl failed: " + e.getMessage());
            return FAILED;
        }
    }

    private void crawl(CrawlOptions options) throws IOException, InterruptedException {
        Screen.install(new TerminalBar(err, terminal));
        var crawler = Crawler.with(options.settings()).withView();
        crawler.check(options.seeds()); // before any file is made
        try (var warc = warc(options)) {
            if (options.out().isEmpty()) {
                try (var frontier = new MemoryFrontier(options.perHost())) {
                    stoppable(crawler, frontier, with(warc, visit -> JsonLines.write(visit, out)), options);
                }
                return;
            }
            Path file = fresh(options.out().get(), options);
            Path state = file.resolveSibling(file.getFileName() + ".state");
            try (var frontier = StoredFrontier.open(state, options.perHost())) {
                restore(frontier, file);
                try (var lines = JsonLines.append(file)) {
                    stoppable(crawler, frontier, with(warc, lines), options);
                }
            }
        }
    }

    private static @Nullable WarcFile warc(CrawlOptions options) throws IOException {
        return options.warc().isEmpty()
                ? null
                : WarcFile.append(fresh(options.warc().get(), options));
    }

    /** What was answered is kept first: a visit that is there has its answer there. */
    private static VisitSink with(@Nullable WarcFile warc, VisitSink lines) {
        return warc == null ? lines : VisitSink.both(warc, lines);
    }

    private static Path fresh(Path file, CrawlOptions options) {
        if (!options.resume() && Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already: --resume goes on with it");
        }
        return file;
    }

    /** What the last run wrote last may be half a line, or missing: the frontier has every visit whole. */
    private static void restore(StoredFrontier frontier, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (BufferedWriter writer = Files.newBufferedWriter(fresh)) {
            frontier.export(line -> {
                try {
                    writer.write(line);
                    writer.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Ctrl-C ends the JVM once its hooks are through: ours stops the crawl, and waits until all is written. */
    private void stoppable(Crawler crawler, Frontier frontier, VisitSink sink, CrawlOptions options)
            throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        var hook = new Thread(() -> {
            crawler.stop();
            try {
                boolean _ = ended.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the JVM ends either way
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            err.println(crawler.crawl(frontier, sink, options.seeds()));
        } finally {
            frontier.close();
            ended.countDown();
            unhook(hook);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook runs: nothing to take back
        }
    }
}
