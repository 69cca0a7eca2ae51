package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs this launcher has started: none of them outlives it, also when it is stopped or killed. */
final class Children {
    // Touched by the thread that starts a program and by the shutdown hook.
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    // The file that names the running child while the lock is held; set by the main thread only.
    private static volatile Optional<Path> note = Optional.empty();

    private static volatile boolean ending;

    private Children() {}

    /** Ends every child when the launcher is told to stop, or when the process that started it is gone. */
    static void endWithLauncher(Optional<Long> parent) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending = true;
            RUNNING.forEach(child -> end(child, 15));
        }));
        parent.ifPresent(pid -> Thread.ofPlatform()
                .daemon()
                .name("parent-watch")
                .start(() -> {
                    // No such process: it was killed before this one could look for it.
                    ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join());
                    System.exit(143);
                }));
    }

    static Process track(Process process) throws IOException {
        RUNNING.add(process);
        if (note.isPresent()) {
            Trees.write(note.get(), process.pid() + " " + started(process.toHandle()));
        }
        return process;
    }

    /** Tells whether this launcher was told to stop. */
    static boolean ending() {
        return ending;
    }

    /** From now on writes down the running child, so that the next start can end what a killed launcher left running. */
    static void noteIn(Path file) {
        note = Optional.of(file);
    }

    /** Writes no more, as nothing that must be alone is running. */
    static void noteNowhere() throws IOException {
        Optional<Path> file = note;
        note = Optional.empty();
        if (file.isPresent()) {
            Trees.delete(file.get());
        }
    }

    /** Ends a process and all it started: first asked to, where the system can ask, then made to after some seconds. */
    static void end(Process process, int seconds) {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        try {
            if (seconds > 0 && process.isAlive()) {
                if (process.supportsNormalTermination()) {
                    process.destroy();
                }
                boolean _ = process.waitFor(seconds, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            family.forEach(ProcessHandle::destroyForcibly);
            RUNNING.remove(process);
        }
    }

    /** Ends the child that an earlier launcher wrote down and could not end itself. */
    static void endLeftOver(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            String[] words = Trees.read(file).strip().split(" ", 2);
            if (words.length == 2 && words[0].matches("\\d{1,18}")) {
                ProcessHandle.of(Long.parseLong(words[0]))
                        .filter(left ->
                                started(left).equals(words[1])) // the number may belong to another program by now
                        .ifPresent(left -> {
                            List<ProcessHandle> family = Stream.concat(left.descendants(), Stream.of(left))
                                    .toList();
                            family.forEach(ProcessHandle::destroyForcibly);
                            family.forEach(one -> one.onExit()
                                    .orTimeout(5, TimeUnit.SECONDS)
                                    .exceptionally(late -> one)
                                    .join());
                        });
            }
        }
        Trees.delete(file);
    }

    private static String started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
