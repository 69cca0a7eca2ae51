package asynclab.lessons;

import asynclab.Lab;
import asynclab.Picture;
import asynclab.Showable;
import asynclab.web.PracticeWeb;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;

/**
 * What the doctor found in this JVM: one finding a line, and what to do about those that are not well. Changes nothing.
 *
 * @param findings what was looked at, in order
 */
record Doctor(List<Finding> findings) implements Showable {
    private static final int PATIENCE_MS = 2_000;
    private static final long ENOUGH_HEAP_MB = 128;

    /** One thing looked at: what it is, what was found, whether that is well, and what to do if it is not. */
    record Finding(String what, String found, boolean well, String remedy) {
        String line() {
            return "%-8s %-14s %s%s".formatted(well ? "ok" : "PROBLEM", what, found, well ? "" : ". " + remedy);
        }
    }

    /** Looks at this JVM and at {@code web}. Takes a few milliseconds; at most some seconds when the web does not answer. */
    static Doctor examine(PracticeWeb web) {
        return new Doctor(List.of(jdk(), preview(), memory(), recorder(), practiceWeb(web)));
    }

    private static Finding jdk() {
        var version = Runtime.version();
        return new Finding(
                "JDK",
                version.toString(),
                version.feature() == 25,
                "The course is made for JDK 25. Close the kernel and start again with: java Lab.java");
    }

    private static Finding preview() {
        boolean on = ManagementFactory.getRuntimeMXBean().getInputArguments().contains("--enable-preview");
        return new Finding(
                "Preview",
                on ? "preview features are on" : "preview features are off",
                on,
                "Lesson 05 needs them. Start the course with: java Lab.java");
    }

    private static Finding memory() {
        long max = Runtime.getRuntime().maxMemory() >> 20;
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Finding(
                "Memory",
                "%d MB used of at most %d MB".formatted(heap.getUsed() >> 20, max),
                max >= ENOUGH_HEAP_MB,
                "Set ASYNCLAB_JVM_OPTS=-Xmx256m or more and start again");
    }

    private static Finding recorder() {
        boolean available = FlightRecorder.isAvailable();
        return new Finding(
                "Timeline",
                available ? "the JVM's recorder is available" : "the JVM's recorder is not available",
                available,
                "Timelines need JDK Flight Recorder. Start the kernel without -XX:-FlightRecorder");
    }

    private static Finding practiceWeb(PracticeWeb web) {
        var remedy = "Restart the kernel (menu Kernel). If it stays, something on this machine blocks 127.0.0.1";
        try {
            long start = System.nanoTime();
            var connection = (HttpURLConnection) web.uri("/get").toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MS);
            connection.setReadTimeout(PATIENCE_MS);
            int status = connection.getResponseCode();
            connection.disconnect();
            var took = Lab.text(Duration.ofNanos(System.nanoTime() - start));
            return new Finding(
                    "Practice web", "%s answered %d in %s".formatted(web.base(), status, took), status == 200, remedy);
        } catch (IOException failure) {
            return new Finding("Practice web", "%s: %s".formatted(web.base(), failure.getMessage()), false, remedy);
        }
    }

    @Override
    public Picture picture() {
        return Picture.of(lines(Finding::line) + "\n" + verdict());
    }

    private String verdict() {
        long problems = findings.stream().filter(finding -> !finding.well()).count();
        return problems == 0 ? "All is well." : problems == 1 ? "1 problem." : problems + " problems.";
    }

    private String lines(Function<Finding, String> form) {
        return findings.stream().map(form).collect(Collectors.joining("\n"));
    }
}
