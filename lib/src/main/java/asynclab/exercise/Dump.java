package asynclab.exercise;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads as a thread dump shows them, for JVMs that do not let us list threads. The plain text form is read: a line
 * for each thread with its number and name, and its frames below, without a parser.
 */
final class Dump {
    private static final Pattern THREAD = Pattern.compile("#(\\d+) \"(.*?)\" virtual (\\w+).*");
    private static final Pattern FRAME =
            Pattern.compile("\\s+at (?:[\\w.@]+/)?([\\w.$]+)\\.([\\w$<>]+)\\((?:.*:)?(\\w.*?)\\)");

    /** Threads of the library's own, such as the practice web's. */
    private static final Pattern OURS = Pattern.compile("lab-.*|asynclab-.*");

    private Dump() {}

    /** Virtual threads whose number is above {@code first}: started since then, by whomever. */
    static List<Survivor> virtualThreadsSince(long first) {
        Path file = null;
        try {
            file = Files.createTempDirectory("asynclab-threads").resolve("dump.txt");
            var bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            bean.dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
            return read(Files.readAllLines(file), first);
        } catch (IOException | RuntimeException e) {
            return List.of(); // nothing is known then; what the recorder saw is still drawn
        } finally {
            remove(file);
        }
    }

    static List<Survivor> read(List<String> lines, long first) {
        var found = new ArrayList<Survivor>();
        for (int i = 0; i < lines.size(); i++) {
            var thread = THREAD.matcher(lines.get(i));
            if (thread.matches()
                    && Long.parseLong(thread.group(1)) > first
                    && !OURS.matcher(thread.group(2)).matches()) {
                var state = state(thread.group(3));
                found.add(Survivor.of(thread.group(2), Long.parseLong(thread.group(1)), state, frames(lines, i + 1)));
            }
        }
        return found;
    }

    private static List<StackTraceElement> frames(List<String> lines, int from) {
        var frames = new ArrayList<StackTraceElement>();
        for (int i = from; i < lines.size() && !lines.get(i).isBlank(); i++) {
            var frame = FRAME.matcher(lines.get(i));
            if (frame.matches()) { // between the frames stand lines about locks
                int line = frame.group(3).matches("\\d{1,9}") ? Integer.parseInt(frame.group(3)) : -1;
                frames.add(new StackTraceElement(frame.group(1), frame.group(2), null, line));
            }
        }
        return frames;
    }

    private static Thread.State state(String word) {
        try {
            return Thread.State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Thread.State.WAITING;
        }
    }

    private static void remove(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.getParent());
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
