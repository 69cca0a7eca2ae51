package asynclab.internal;

import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Turns a recording's events into happenings. Belongs to one thread. */
final class JfrReader {
    private final List<Happening> happenings = new ArrayList<>();
    private final Map<Long, Account.Who> threads = new HashMap<>();
    private final Map<RecordedStackTrace, Waits.Reason> reasons = new HashMap<>();

    private JfrReader() {}

    /** Everything in {@code file} that a timeline can use. */
    static Account read(Path file, long session, List<Lineage.Birth> births) throws IOException {
        var reader = new JfrReader();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                reader.take(recording.readEvent());
            }
        }
        return new Account(session, reader.happenings, reader.threads, births);
    }

    private void take(RecordedEvent event) {
        RecordedThread who = event.getThread();
        if (who == null || who.getJavaThreadId() <= 0) {
            return; // the VM's own threads
        }
        var happening = happening(event, who.getJavaThreadId());
        if (happening != null) {
            happenings.add(happening);
            threads.computeIfAbsent(who.getJavaThreadId(), id -> who(who));
        }
    }

    private static Account.Who who(RecordedThread thread) {
        String name = thread.getJavaName();
        var group = thread.getThreadGroup();
        String groupName = group == null ? null : group.getName();
        return new Account.Who(name == null ? "" : name, thread.isVirtual(), groupName == null ? "" : groupName);
    }

    private @Nullable Happening happening(RecordedEvent event, long thread) {
        long at = nanos(event.getStartTime());
        return switch (event.getEventType().getName()) {
            case "jdk.VirtualThreadStart" -> new Happening.Began(thread, at, 0);
            case "jdk.ThreadStart" -> new Happening.Began(thread, at, id(event.getThread("parentThread")));
            case "jdk.VirtualThreadEnd", "jdk.ThreadEnd" -> new Happening.Ended(thread, at);
            case "jdk.ThreadSleep" -> waited(event, thread, new Waits.Reason(State.SLEEPING, "sleep"));
            case "jdk.JavaMonitorEnter" -> waited(event, thread, new Waits.Reason(State.LOCK, "a lock"));
            case "jdk.SocketRead" -> read(event, thread, at);
            case "jdk.JavaExceptionThrow" -> threw(event, thread, at);
            case "jdk.MethodTrace" -> traced(event, thread, at);
            case "asynclab.Task" -> span(event, thread, at);
            case "asynclab.Body" -> new Happening.Body(thread, at, nanos(event.getEndTime()), event.getLong("session"));
            default -> null;
        };
    }

    private Happening read(RecordedEvent event, long thread, long at) {
        boolean serves =
                frames(event.getStackTrace()).stream().anyMatch(f -> f.type().startsWith("sun.net.httpserver."));
        return serves
                ? new Happening.Served(thread, at)
                : waited(event, thread, new Waits.Reason(State.NETWORK, "the network"));
    }

    private @Nullable Happening traced(RecordedEvent event, long thread, long at) {
        RecordedMethod method = event.getValue("method");
        RecordedStackTrace stack = event.getStackTrace();
        return switch (method.getName()) {
            case "park", "parkNanos", "parkUntil", "wait" -> waited(event, thread, reason(stack));
            case "send" -> waited(event, thread, new Waits.Reason(State.HTTP, "HTTP"));
            case "setException", "dispatchUncaughtException" -> new Happening.Failed(thread, at);
            case "handlePossibleCancellationInterrupt" -> new Happening.Cancelled(thread, at);
            case "execute" -> isHttpClients(stack) ? null : new Happening.Submitted(thread, at);
            case "beforeExecute" -> new Happening.TookUp(thread, at);
            case "afterExecute" -> new Happening.PutDown(thread, at);
            case "<init>" -> endsAsyncStage(stack) ? new Happening.Failed(thread, at) : null;
            case "run" -> job(event, thread, at);
            default -> null; // another recording of this JVM traces more
        };
    }

    /** A stage of a {@code CompletableFuture}, which is a job if a pool's thread runs it. */
    private Happening job(RecordedEvent event, long thread, long at) {
        happenings.add(new Happening.TookUp(thread, at));
        return new Happening.PutDown(thread, nanos(event.getEndTime()));
    }

    /** A {@code CompletionException} is also made by {@code join}, in a thread that did not fail. */
    private static boolean endsAsyncStage(@Nullable RecordedStackTrace stack) {
        return frames(stack).stream()
                .limit(5)
                .anyMatch(f -> f.type().startsWith("java.util.concurrent.CompletableFuture$Async"));
    }

    /** An HTTP client hands its own work to its own pool, in the thread that sends. */
    private static boolean isHttpClients(@Nullable RecordedStackTrace stack) {
        return frames(stack).stream().anyMatch(f -> f.type().startsWith("jdk.internal.net.http."));
    }

    private Happening waited(RecordedEvent event, long thread, Waits.Reason reason) {
        long at = nanos(event.getStartTime());
        return new Happening.Waited(thread, at, nanos(event.getEndTime()), reason.state(), reason.on());
    }

    private Waits.Reason reason(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return Waits.of(List.of());
        }
        return reasons.computeIfAbsent(stack, s -> Waits.of(frames(s)));
    }

    private static List<Waits.Frame> frames(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return List.of();
        }
        return stack.getFrames().stream()
                .map(f -> new Waits.Frame(
                        f.getMethod().getType().getName(), f.getMethod().getName()))
                .toList();
    }

    private static Happening threw(RecordedEvent event, long thread, long at) {
        String type = event.getClass("thrownClass").getName();
        String message = event.getString("message");
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        boolean interruption = type.equals("java.lang.InterruptedException")
                || type.equals("java.nio.channels.ClosedByInterruptException");
        return new Happening.Threw(thread, at, message == null ? simple : simple + ": " + message, interruption);
    }

    private static Happening span(RecordedEvent event, long thread, long at) {
        String name = event.getString("task");
        String outcome = event.getString("outcome");
        String failure = event.getString("failure");
        return new Happening.Span(
                thread,
                at,
                nanos(event.getEndTime()),
                name == null ? "" : name,
                event.getLong("parentThread"),
                outcome == null ? Outcome.SUCCEEDED : outcome(outcome),
                failure == null ? "" : failure);
    }

    private static Outcome outcome(String word) {
        return switch (word) {
            case "failed" -> Outcome.FAILED;
            case "cancelled" -> Outcome.CANCELLED;
            default -> Outcome.SUCCEEDED;
        };
    }

    private static long id(@Nullable RecordedThread thread) {
        return thread == null ? 0 : thread.getJavaThreadId();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
