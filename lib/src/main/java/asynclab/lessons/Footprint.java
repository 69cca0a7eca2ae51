package asynclab.lessons;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory this process takes from the system, its heap and everything else. Safe for any thread. */
final class Footprint {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Footprint() {}

    /**
     * In bytes: what is resident, as Linux and macOS tell it; on Windows what is committed, as Windows tells that.
     *
     * @throws IOException if the system tells nothing
     */
    static long now() throws IOException {
        if (Files.isReadable(STATUS)) {
            return ofStatus(Files.readString(STATUS));
        }
        var listed = listed();
        return listed.isPresent() ? listed.getAsLong() : committed();
    }

    /** The line {@code VmRSS:     41236 kB} of Linux. */
    static long ofStatus(String status) throws IOException {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("no VmRSS in " + STATUS));
    }

    /** What {@code ps} says, on a system that has it. */
    static OptionalLong listed() {
        long pid = ProcessHandle.current().pid();
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            var text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return text.matches("\\d+") ? OptionalLong.of(1024 * Long.parseLong(text)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // no such program
        }
    }

    private static long committed() throws IOException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return system.getCommittedVirtualMemorySize();
        }
        throw new IOException("this system does not tell how much memory a process has");
    }
}
