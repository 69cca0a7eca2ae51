package asynclab.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Switches the JVM's own recorder on around a body and reads what it saw. Facts it rests on, all measured on 25.0.3:
 *
 * <ul>
 *   <li>JFR has no event for a virtual thread that waits ({@code jdk.ThreadPark} is for platform threads), but almost every
 *       wait of {@code java.util.concurrent} goes through {@code LockSupport.park}; {@code jdk.MethodTrace} on its three
 *       methods gives each wait's exact length and, by the stack, what for. Only waits pay: a free permit is never traced.
 *   <li>A virtual thread in front of a taken {@code synchronized} leaves no event; that time shows as running.
 *       {@code jdk.JavaMonitorWait} of a virtual thread has length 0; tracing {@code Object.wait} has the true one.
 *   <li>Most of the price of a filter is rewriting its classes: 60-200 ms a start and as much a stop. The keeper, a recording with
 *       the same filter and a threshold no wait reaches, pays it once; with it a start takes 1-7 ms.
 * </ul>
 */
final class Recorder implements AutoCloseable {
    private static final String WAITS = "java.util.concurrent.locks.LockSupport::park;"
            + "java.util.concurrent.locks.LockSupport::parkNanos;"
            + "java.util.concurrent.locks.LockSupport::parkUntil;"
            + "java.lang.Object::wait;"
            + "jdk.internal.net.http.HttpClientFacade::send;";
    private static final String ENDS = "java.util.concurrent.FutureTask::setException;"
            + "java.util.concurrent.FutureTask::handlePossibleCancellationInterrupt;"
            + "java.lang.Thread::dispatchUncaughtException;"
            + "java.util.concurrent.CompletionException::<init>;";
    private static final String JOBS = "java.util.concurrent.ThreadPoolExecutor::execute;"
            + "java.util.concurrent.ThreadPoolExecutor::beforeExecute;"
            + "java.util.concurrent.ThreadPoolExecutor::afterExecute;"
            + "java.util.concurrent.CompletableFuture$AsyncSupply::run;"
            + "java.util.concurrent.CompletableFuture$AsyncRun::run";
    private static final String TRACE = "jdk.MethodTrace";

    private static final List<String> WITHOUT_STACK = List.of(
            "jdk.VirtualThreadStart",
            "jdk.VirtualThreadEnd",
            "jdk.ThreadStart",
            "jdk.ThreadEnd",
            "jdk.ThreadSleep",
            "jdk.JavaMonitorEnter",
            "jdk.JavaExceptionThrow",
            "asynclab.Task",
            "asynclab.Body");

    /** A very long body may fill the disk with waits; beyond this the oldest are dropped. */
    private static final long MOST_BYTES = 256L << 20;

    private static final AtomicLong SESSIONS = new AtomicLong();
    private static final Object KEEPER_LOCK = new Object();
    private static @Nullable Recording keeper; // guarded by KEEPER_LOCK; lives as long as the JVM

    private final long session = SESSIONS.incrementAndGet();
    private final Recording recording;

    private Recorder(Recording recording) {
        this.recording = recording;
    }

    /**
     * Starts a recording.
     *
     * @throws IOException if this JVM cannot record; the message says why
     */
    static Recorder start() throws IOException {
        try {
            if (!FlightRecorder.isAvailable()) {
                throw new IOException("this JVM has its Flight Recorder switched off");
            }
            keepReady();
            var recording = new Recording(settings());
            recording.setName("asynclab timeline");
            recording.setMaxSize(MOST_BYTES);
            recording.start();
            return new Recorder(recording);
        } catch (RuntimeException | LinkageError e) {
            throw new IOException("the JVM's Flight Recorder did not start: " + e, e);
        }
    }

    private static void keepReady() {
        synchronized (KEEPER_LOCK) {
            if (keeper == null) {
                var ready = new Recording();
                ready.setName("asynclab keeps its method traces ready");
                ready.setToDisk(false);
                ready.enable(TRACE)
                        .with("filter", WAITS + ENDS + JOBS)
                        .withThreshold(Duration.ofDays(365))
                        .withoutStackTrace();
                ready.start();
                keeper = ready;
            }
        }
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        for (String event : WITHOUT_STACK) {
            settings.put(event + "#enabled", "true");
            settings.put(event + "#threshold", "0 ns");
            settings.put(event + "#stackTrace", "false");
        }
        for (String event : List.of(TRACE, "jdk.SocketRead")) {
            settings.put(event + "#enabled", "true");
            settings.put(event + "#threshold", "0 ns");
            settings.put(event + "#stackTrace", "true");
        }
        settings.put(TRACE + "#filter", WAITS + ENDS + JOBS);
        return settings;
    }

    /** The number of this recording; the body's event carries it. */
    long session() {
        return session;
    }

    /** Stops recording and reads what was seen. To be called without an interrupt pending: it would close the files. */
    Account stop(List<Lineage.Birth> births) throws IOException {
        recording.stop();
        Path file = Files.createTempFile("asynclab-timeline", ".jfr");
        try {
            recording.dump(file);
            recording.close();
            return JfrReader.read(file, session, births);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        recording.close();
    }
}
