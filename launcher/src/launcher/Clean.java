package launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Removes .lab. Maven's target folders stay: they hold nothing that a fresh start would trip over. */
record Clean(Project project, Console console) {
    int run() throws Problem, IOException {
        Path lab = project.lab();
        if (!Files.isDirectory(lab) || Files.isSymbolicLink(lab)) {
            boolean there = Files.exists(lab, LinkOption.NOFOLLOW_LINKS);
            Trees.delete(lab);
            console.say(
                    there
                            ? "Removed " + lab + ", which was no folder."
                            : "There is no " + lab + ": nothing to remove.");
            return 0;
        }
        long bytes = size(lab);
        Lock build = Lock.toBuild(project);
        try {
            Optional<Lock> open = Lock.alone(project.opened());
            if (open.isEmpty()) {
                throw running();
            }
            try {
                empty(lab);
            } finally {
                open.get().close();
            }
        } finally {
            build.close();
        }
        Trees.delete(lab);
        console.say("Removed " + lab + " (" + bytes / 1_000_000 + " MB). Nothing else was touched.");
        return 0;
    }

    static Problem running() {
        return Problem.of(
                "JupyterLab is running from this folder.",
                "End it (Ctrl-C where it was started, or File > Shut Down in the browser), then start again.");
    }

    // The stamps first: whatever is left after a cut-off counts as not made. The launcher's own classes come last.
    private static void empty(Path lab) throws IOException {
        Trees.delete(lab.resolve("stamps"));
        List<Path> inside;
        try (var files = Files.list(lab)) {
            inside = files.filter(file -> !file.getFileName().toString().startsWith("lock"))
                    .sorted(Comparator.comparing(file -> file.endsWith("launcher")))
                    .toList();
        }
        for (Path file : inside) {
            if (!file.endsWith("opened")) {
                Trees.delete(file);
            }
        }
    }

    private static long size(Path folder) throws IOException {
        var bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
