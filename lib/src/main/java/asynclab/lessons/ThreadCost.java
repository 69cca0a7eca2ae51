package asynclab.lessons;

import asynclab.Picture;
import asynclab.Showable;
import asynclab.internal.Sheet;
import asynclab.internal.Texts;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What sleeping threads of both kinds cost, each kind measured in a JVM of its own. That JVM touches all of its heap before it
 * starts, so that what grows afterwards is outside of the heap: the stacks of platform threads are.
 *
 * <p>Not counted is what the operating system keeps for a thread in its own memory. Immutable.
 */
public final class ThreadCost implements Showable {
    private static final int MOST = 20_000;
    private static final List<String> COLUMNS =
            List.of("", "started", "in", "heap", "outside the heap", "together", "one thread");

    private final int wanted;
    private final Sleepers.Figures platform;
    private final Sleepers.Figures virtual;

    ThreadCost(int wanted, Sleepers.Figures platform, Sleepers.Figures virtual) {
        this.wanted = wanted;
        this.platform = platform;
        this.virtual = virtual;
    }

    /**
     * Starts {@code threads} of each kind, lets them sleep, and measures. Takes some seconds, 25 at the most for each kind.
     * An interrupt ends the other JVM.
     *
     * @param threads from 1 to 20,000
     * @throws IOException if the other JVM does not start or breaks off; the message says what it said
     */
    static ThreadCost measure(int threads) throws IOException, InterruptedException {
        if (threads < 1 || threads > MOST) {
            throw new IllegalArgumentException("threads must be from 1 to 20,000, got " + Texts.grouped(threads));
        }
        return new ThreadCost(threads, run("platform", threads), run("virtual", threads));
    }

    private static Sleepers.Figures run(String kind, int threads) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(kind, threads))
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            int status = process.waitFor(); // it prints a line or two: no pipe fills up
            var lines = new ArrayList<>(output.readAllLines());
            if (status != 0 || lines.isEmpty()) {
                throw new IOException("the JVM with %s %s threads ended with status %d%s"
                        .formatted(
                                Texts.grouped(threads), kind, status, lines.isEmpty() ? "" : ": " + lines.getLast()));
            }
            return Sleepers.Figures.parse(lines.getLast());
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(String kind, int threads) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java")
                        .toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-Xlog:disable",
                "-cp",
                classes().toString(),
                Sleepers.class.getName(),
                kind,
                Integer.toString(threads));
    }

    private static Path classes() {
        try {
            return Path.of(Sleepers.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the library's own place is no address", e);
        }
    }

    /** Bytes of one platform thread: its share of everything that came with them. */
    public long platform() {
        return each(platform);
    }

    /** Bytes of one virtual thread. */
    public long virtual() {
        return each(virtual);
    }

    private static long each(Sleepers.Figures figures) {
        return together(figures) / Math.max(1, figures.started());
    }

    private static long together(Sleepers.Figures figures) {
        return figures.heap() + Math.max(0, figures.outside());
    }

    @Override
    public Picture picture() {
        var title = "What %s sleeping threads took, each kind in a JVM of its own".formatted(Texts.grouped(wanted));
        var sheet = new Sheet(title, COLUMNS, List.of(row("platform", platform), row("virtual", virtual)));
        var notes = notes();
        return Picture.of(String.join("\n", plus(sheet.text(), notes)))
                .withHtml(sheet.html()
                        + notes.stream()
                                .map(note -> "<p>" + Texts.escaped(note) + "</p>")
                                .reduce("", String::concat));
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        if (!platform.stop().isEmpty()) {
            notes.add(note("platform", platform));
        }
        if (!virtual.stop().isEmpty()) {
            notes.add(note("virtual", virtual));
        }
        return notes;
    }

    private String note(String kind, Sleepers.Figures figures) {
        return "The %s threads were stopped %s: there are %s of %s."
                .formatted(kind, figures.stop(), Texts.grouped(figures.started()), Texts.grouped(wanted));
    }

    private static List<String> row(String kind, Sleepers.Figures figures) {
        return List.of(
                kind,
                Texts.grouped(figures.started()),
                Texts.span(Duration.ofNanos(figures.nanos())),
                mega(figures.heap()),
                mega(Math.max(0, figures.outside())),
                mega(together(figures)),
                Texts.figures(each(figures) / 1024.0) + " kB");
    }

    private static String mega(long bytes) {
        return Texts.figures(bytes / (1024.0 * 1024)) + " MB";
    }

    private static List<String> plus(String first, List<String> rest) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    /** The table as text. */
    @Override
    public String toString() {
        return picture().text();
    }
}
