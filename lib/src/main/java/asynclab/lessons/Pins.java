package asynclab.lessons;

import asynclab.Lab;
import asynclab.Picture;
import asynclab.Showable;
import asynclab.internal.Sheet;
import asynclab.internal.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * The waits of virtual threads that could not leave their carriers, as the JVM's recorder saw them: its event
 * {@code jdk.VirtualThreadPinned} (JEP 491). Immutable.
 *
 * @param pins grouped by reason
 */
public record Pins(List<Pin> pins) implements Showable {
    private static final String EVENT = "jdk.VirtualThreadPinned";

    /** What JShell puts in front of the names of classes that cells declare. */
    private static final Pattern REPL = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$");

    public Pins {
        pins = List.copyOf(pins);
    }

    /**
     * Waits for one reason.
     *
     * @param reason in the JVM's words
     * @param operation what the threads waited in
     * @param times how often
     * @param longest the longest of these waits
     */
    public record Pin(String reason, String operation, int times, Duration longest) {}

    /**
     * Runs {@code work} and records its pins of 20 ms or more, and those of whatever else runs in this JVM at that time.
     *
     * @throws Exception whatever {@code work} throws
     */
    static Pins during(Lab.Work work) throws Exception {
        try (var recording = new Recording()) {
            recording.enable(EVENT).withThreshold(Duration.ofMillis(20)).withoutStackTrace();
            recording.start();
            work.run();
            recording.stop();
            return read(recording);
        }
    }

    private static Pins read(Recording recording) throws IOException {
        Path file = Files.createTempFile("asynclab-pins", ".jfr");
        try {
            recording.dump(file);
            var byReason = new TreeMap<String, Pin>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals(EVENT)) { // a dump may hold other recordings' events
                    var pin = pin(event);
                    byReason.merge(pin.reason() + "\n" + pin.operation(), pin, Pins::both);
                }
            }
            return new Pins(List.copyOf(byReason.values()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Pin pin(RecordedEvent event) {
        return new Pin(
                REPL.matcher(String.valueOf(event.getString("pinnedReason"))).replaceAll(""),
                String.valueOf(event.getString("blockingOperation")),
                1,
                event.getDuration());
    }

    private static Pin both(Pin one, Pin other) {
        var longest = one.longest().compareTo(other.longest()) >= 0 ? one.longest() : other.longest();
        return new Pin(one.reason(), one.operation(), one.times() + other.times(), longest);
    }

    /** How often a virtual thread was pinned, for whatever reason. */
    public int times() {
        return pins.stream().mapToInt(Pin::times).sum();
    }

    @Override
    public Picture picture() {
        if (pins.isEmpty()) {
            return Picture.of("No virtual thread was pinned.");
        }
        var title = "Virtual threads were pinned " + Texts.counted(times(), "time", "times");
        var sheet = new Sheet(title, List.of("reason", "waited in", "times", "longest"), rows(pins));
        return Picture.of(sheet.text()).withHtml(sheet.html());
    }

    private static List<List<String>> rows(Collection<Pin> pins) {
        return pins.stream()
                .map(pin ->
                        List.of(pin.reason(), pin.operation(), Texts.grouped(pin.times()), Texts.span(pin.longest())))
                .toList();
    }

    /** The table as text. */
    @Override
    public String toString() {
        return picture().text();
    }
}
