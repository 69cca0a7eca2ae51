package asynclab.bench;

import asynclab.web.PracticeWeb;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the practice web hold 5,000 requests that wait at the same time? Each asks for {@code /delay/1}, from a
 * virtual thread of its own, over a connection of its own, client and server in one JVM. Perfect would be 1 s; over 2
 * s is a failure.
 *
 * <p>Exit status: 0 within the limit, 1 over it, 2 if this machine does not allow as many sockets.
 */
public final class WebBench {
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** Until then the compiler takes more processor time than the requests do. */
    private static final int WARM_UPS = 8;

    private static final int RUNS = 5;

    /** Between two runs: both sides still close the thousands of connections of the last one, and that costs as much. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /** Beside the sockets: jars, class files, selectors. */
    private static final int OTHER_FILES = 500;

    private WebBench() {}

    /**
     * Runs the benchmark.
     *
     * @param args the number of requests, 5000 if left out
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int requests = args.length == 0 ? 5_000 : Integer.parseInt(args[0]);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < 2L * requests + OTHER_FILES) {
            System.out.printf(
                    "%,d requests need %,d open files, %,d are allowed: raise the limit with ulimit -n%n",
                    requests, 2L * requests + OTHER_FILES, system.getMaxFileDescriptorCount());
            System.exit(2);
        }
        var ratios = new ArrayList<Double>();
        try (var web = PracticeWeb.start()) {
            System.out.printf("%,d requests for /delay/1 at once, one connection each, on %s%n", requests, web);
            for (int run = 1 - WARM_UPS; run <= RUNS; run++) {
                long processor = processorNanos();
                double ratio = run(web, requests);
                // The processor time tells a busy machine from a slow server: with cores to spare, wall time is the
                // delay and the processor time divided by the cores.
                System.out.printf(
                        "%s  %.2f x the delay, at most %,d in flight, %.2f s of processor time%n",
                        run < 1 ? "warm-up" : "run " + run + "  ",
                        ratio,
                        web.log().maxInFlight(),
                        (processorNanos() - processor) / 1e9);
                web.log().clear();
                Thread.sleep(SETTLE);
                if (run >= 1) {
                    ratios.add(ratio);
                }
            }
        }
        double median = ratios.stream().sorted().toList().get(RUNS / 2);
        double limit = (double) LIMIT.toNanos() / DELAY.toNanos();
        System.out.printf(
                "median  %.2f x the delay (%.2f to %.2f), limit %.2f: %s%n",
                median, Collections.min(ratios), Collections.max(ratios), limit, median <= limit ? "kept" : "MISSED");
        System.exit(median <= limit ? 0 : 1);
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** Sends them all and returns the time until the last answer, as a multiple of the delay. */
    private static double run(PracticeWeb web, int requests) throws InterruptedException, ExecutionException {
        var request = HttpRequest.newBuilder(web.uri("/delay/1")).build();
        // A new client each run, so that no connection is open beforehand. Its own work on virtual threads too: the
        // default pool would start a platform thread for each answer that comes while others are being handled.
        try (var work = Executors.newVirtualThreadPerTaskExecutor();
                var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(work)
                        .build();
                var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> ask =
                    () -> client.send(request, BodyHandlers.ofByteArray()).statusCode();
            long start = System.nanoTime();
            List<Future<Integer>> answers = tasks.invokeAll(Collections.nCopies(requests, ask));
            long took = System.nanoTime() - start;
            for (Future<Integer> answer : answers) {
                if (answer.get() != 200) {
                    throw new IllegalStateException("answered " + answer.get() + ", not 200");
                }
            }
            return (double) took / DELAY.toNanos();
        }
    }
}
