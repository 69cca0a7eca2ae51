package asynclab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import asynclab.internal.TaskEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording says about a scope's tasks; the timeline is drawn from it. */
class TaskRecordingTest {
    @OnBothKinds
    void everyTaskIsRecordedOnItsThreadWithItsParentAndOutcome(Kind kind, @TempDir Path folder) throws Exception {
        var file = folder.resolve("tasks.jfr");
        try (var recording = new Recording()) {
            recording.enable(TaskEvent.class);
            recording.start();
            forkThree(kind);
            recording.stop();
            recording.dump(file);
        }
        Map<String, RecordedEvent> events = new TreeMap<>();
        for (var event : RecordingFile.readAllEvents(file)) {
            // A dump holds what other recordings of this JVM asked for too, such as the one that timelines keep.
            if (event.getEventType().getName().equals("asynclab.Task")) {
                events.put(event.getString("task"), event);
            }
        }

        assertEquals(List.of("cancelled", "failed", "inner", "parent"), List.copyOf(events.keySet()));
        assertEquals("cancelled", event(events, "cancelled").getString("outcome"));
        assertEquals("failed", event(events, "failed").getString("outcome"));
        assertEquals("IOException: 503", event(events, "failed").getString("failure"));
        assertEquals("succeeded", event(events, "inner").getString("outcome"));

        long me = Thread.currentThread().threadId();
        assertEquals(me, event(events, "failed").getLong("parentThread"));
        var parent = event(events, "parent");
        assertEquals(me, parent.getLong("parentThread"));
        assertEquals(
                parent.getThread().getJavaThreadId(), event(events, "inner").getLong("parentThread"));
        for (var event : events.values()) {
            assertEquals(event.getString("task"), event.getThread().getJavaName());
            assertEquals(kind == Kind.VIRTUAL, event.getThread().isVirtual());
            assertFalse(event.getDuration().isNegative());
        }
        assertTrue(!event(events, "inner").getStartTime().isBefore(parent.getStartTime()));
    }

    /** In a JVM of its own: in this one another test may have left the recording that timelines keep. */
    @Test
    void withoutARecordingNothingIsCommitted() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), NoRecording.class.getName())
                .redirectErrorStream(true)
                .start();
        assertEquals("enabled: false", new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    }

    /** Says whether a task's event would be committed where nothing records. */
    static final class NoRecording {
        private NoRecording() {}

        public static void main(String[] args) {
            System.out.println("enabled: " + new TaskEvent().isEnabled());
        }
    }

    private static RecordedEvent event(Map<String, RecordedEvent> events, String name) {
        var event = events.get(name);
        return Objects.requireNonNull(event, name);
    }

    private static void forkThree(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var done = new CountDownLatch(1);
            scope.fork("cancelled", () -> {
                        done.await();
                    })
                    .cancel();
            scope.fork("failed", () -> {
                throw new IOException("503");
            });
            scope.fork("parent", () -> {
                try (var inner = TaskScope.open(Joiner.allOrNothing(), kind)) {
                    inner.fork("inner", () -> 1);
                    inner.join();
                }
            });
            scope.join();
        }
    }
}
