package launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Keeps two launchers of one project apart. The system frees it when its holder ends, however that was: a file left
 * behind by a killed launcher holds nothing.
 */
final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
        this.channel = channel;
    }

    /** Returns the lock for being alone, or empty if anyone holds it in any way. */
    static Optional<Lock> alone(Path file) throws IOException {
        return take(file, false);
    }

    /** Returns the lock for being there together with others, or empty if someone is alone. */
    static Optional<Lock> together(Path file) throws IOException {
        return take(file, true);
    }

    /** Returns the lock for making things, with a note of who holds it, or says who does. */
    static Lock toBuild(Project project) throws IOException, Problem {
        Path file = project.lab().resolve("lock");
        Path holder = project.lab().resolve("lock.holder");
        Optional<Lock> lock = alone(file);
        if (lock.isEmpty()) {
            String who = Files.isRegularFile(holder) ? Trees.read(holder).strip() : "process unknown";
            throw Problem.of(
                    "Another AsyncLab launcher is installing or building here (" + who + ").",
                    "Wait until it is done, or end that process, then start again.");
        }
        Trees.write(
                holder,
                "process " + ProcessHandle.current().pid() + ", since "
                        + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
        return lock.get();
    }

    private static Optional<Lock> take(Path file, boolean shared) throws IOException {
        if (Files.isDirectory(file)) {
            Trees.delete(file);
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            if (lock != null) {
                return Optional.of(new Lock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // held within this process: the same answer as held by another
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
