package launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Work on files and folders that a cut-off cannot leave half done. */
final class Trees {
    private Trees() {}

    /** Deletes a file, a link (never what it points to) or a folder with all in it. Nothing there is fine. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Makes a folder, also where something else is in its place. */
    static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            delete(folder);
            Files.createDirectories(folder);
        }
    }

    /** Writes a small file whole or not at all: under another name first, then moved. */
    static void write(Path file, String text) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            folder(parent);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        delete(part);
        Files.writeString(part, text);
        move(part, file);
    }

    /** Returns a small file's text; bytes that are no text are replaced, so that garbage is just a wrong text. */
    static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Puts a finished file or folder in the place of an old one. */
    static void move(Path from, Path to) throws IOException {
        if (Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            delete(to);
        }
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Makes a file the same as another. One that is the same already is left alone with its time: caches made from it
     * (the JVM's AOT cache checks the time of each jar) stay good.
     */
    static void sync(Path from, Path to) throws IOException {
        if (Files.isRegularFile(to) && Files.mismatch(from, to) < 0) {
            return;
        }
        Path part = to.resolveSibling(to.getFileName() + ".part");
        delete(part);
        Files.copy(from, part);
        move(part, to);
    }
}
