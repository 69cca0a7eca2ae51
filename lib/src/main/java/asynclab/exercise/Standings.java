package asynclab.exercise;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * How far a learner has come, exercise by exercise, in a file of their home.
 *
 * <p>Safe for any thread and for several kernels at once: a change reads, changes and writes the file under a lock, and the
 * new one takes the place of the old in one step. A file that cannot be read is set aside, and a new one begun: nothing is
 * lost, and nothing stops. A home that cannot be written costs the memory of what was done, and says so once.
 */
public final class Standings {
    private static final Object ONE_AT_A_TIME =
            new Object(); // a file's lock is the JVM's: it keeps other JVMs out only

    private final Path folder;

    /**
     * How one exercise stands.
     *
     * @param best   the best verdict so far: once passed, it stays passed
     * @param checks how many checks of an attempt there were
     * @param failed how many of them did not pass
     * @param at     when the last one was
     */
    public record Standing(Verdict best, int checks, int failed, Instant at) {
        /** No check yet. */
        public static final Standing NONE = new Standing(Verdict.NOT_ATTEMPTED, 0, 0, Instant.EPOCH);

        Standing after(Verdict verdict, Instant now) {
            boolean passed = best == Verdict.PASSED || verdict == Verdict.PASSED;
            boolean unsure = verdict == Verdict.INCONCLUSIVE;
            return new Standing(
                    passed ? Verdict.PASSED : verdict,
                    checks + 1,
                    failed + (verdict == Verdict.PASSED || unsure ? 0 : 1),
                    now);
        }
    }

    Standings(Path folder) {
        this.folder = folder;
    }

    /** Those of this user: in the folder that {@code ASYNCLAB_HOME} names, else in {@code .asynclab} of the home. */
    public static Standings ofThisUser() {
        var named = System.getenv("ASYNCLAB_HOME");
        return new Standings(
                named == null || named.isBlank()
                        ? Path.of(System.getProperty("user.home", "."), ".asynclab")
                        : Path.of(named));
    }

    /** The folder that holds what is kept from lesson to lesson; it need not be there yet. */
    public Path folder() {
        return folder;
    }

    /** How {@code exercise} stands, {@code 01.q2}. */
    public Standing of(String exercise) {
        return all().getOrDefault(exercise, Standing.NONE);
    }

    /** Every exercise with at least one check. */
    public Map<String, Standing> all() {
        try {
            return read();
        } catch (IOException e) {
            return Map.of(); // unreadable; the next change sets it aside
        }
    }

    /** Keeps the outcome of a check; what went wrong with that, if anything. */
    Optional<String> keep(String exercise, Verdict verdict) {
        return change(all -> {
            all.merge(
                    exercise,
                    Standing.NONE.after(verdict, Instant.now()),
                    (old, _) -> old.after(verdict, Instant.now()));
            return all;
        });
    }

    /** Forgets an exercise. */
    Optional<String> forget(String exercise) {
        return change(all -> {
            all.remove(exercise);
            return all;
        });
    }

    private Optional<String> change(UnaryOperator<Map<String, Standing>> change) {
        synchronized (ONE_AT_A_TIME) {
            boolean interrupted = Thread.interrupted(); // an interrupt closes the channel under a lock
            try {
                Files.createDirectories(folder);
                try (var channel = FileChannel.open(
                                folder.resolve("progress.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var _ = channel.lock()) {
                    var told = setAsideIfBroken();
                    write(change.apply(new TreeMap<>(all())));
                    return told;
                }
            } catch (IOException | RuntimeException e) {
                return Optional.of("Your progress could not be kept in " + folder + ": " + e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private Optional<String> setAsideIfBroken() throws IOException {
        try {
            read();
            return Optional.empty();
        } catch (IOException broken) {
            var aside = folder.resolve("progress.broken-" + Instant.now().toEpochMilli() + ".json");
            Files.move(file(), aside);
            return Optional.of("The file of your progress could not be read and was set aside as " + aside + ".");
        }
    }

    private Map<String, Standing> read() throws IOException {
        return Files.exists(file()) ? StandingsFile.read(Files.readString(file())) : Map.of();
    }

    private void write(Map<String, Standing> all) throws IOException {
        var next = Files.createTempFile(folder, "progress", ".new");
        try {
            Files.writeString(next, StandingsFile.write(all));
            try {
                Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private Path file() {
        return folder.resolve("progress.json");
    }
}
