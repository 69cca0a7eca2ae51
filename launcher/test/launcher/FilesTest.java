package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Trees}, {@link Fingerprint} and {@link Platform}: the launcher's dealings with files. */
class FilesTest {
    @TempDir
    Path folder;

    @Test
    void deletingALinkLeavesWhatItPointsTo() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("file"), "text");
        Path lab = Files.createDirectories(folder.resolve("lab/inside"));
        Files.createSymbolicLink(lab.resolve("link"), kept);
        Trees.delete(folder.resolve("lab"));
        assertFalse(Files.exists(folder.resolve("lab")));
        assertTrue(Files.exists(kept.resolve("file")));
        Trees.delete(folder.resolve("never was"));
    }

    @Test
    void writingReplacesWhateverIsThere() throws IOException {
        Path file = folder.resolve("a/b/stamp");
        Files.createDirectories(file.resolve("folder"));
        Trees.write(file, "text");
        assertEquals("text", Trees.read(file));
    }

    @Test
    void syncLeavesAnEqualFileWithItsTime() throws IOException {
        Path from = folder.resolve("from.jar");
        Path to = folder.resolve("to.jar");
        Files.writeString(from, "same");
        Trees.sync(from, to);
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(to, old);
        Trees.sync(from, to);
        assertEquals(old, Files.getLastModifiedTime(to));
        Files.writeString(from, "other");
        Trees.sync(from, to);
        assertEquals("other", Files.readString(to));
    }

    @Test
    void aFingerprintChangesWithContentNamesAndOrder() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src"));
        Files.writeString(sources.resolve("A.java"), "class A {}");
        String before = new Fingerprint().tree(sources).key();
        assertEquals(before, new Fingerprint().tree(sources).key());
        Files.writeString(sources.resolve("A.java"), "class A { }");
        assertNotEquals(before, new Fingerprint().tree(sources).key());
        Files.writeString(sources.resolve("A.java"), "class A {}");
        Files.move(sources.resolve("A.java"), sources.resolve("B.java"));
        assertNotEquals(before, new Fingerprint().tree(sources).key());
        assertNotEquals(
                new Fingerprint().text("ab").text("c").key(),
                new Fingerprint().text("a").text("bc").key());
        assertNotEquals(
                new Fingerprint().file(folder.resolve("none")).key(),
                new Fingerprint().text("").key());
    }

    @Test
    void eachSystemHasItsNames() {
        assertEquals(Platform.WINDOWS, Platform.of("Windows 11"));
        assertEquals(Platform.MACOS, Platform.of("Mac OS X"));
        assertEquals(Platform.LINUX, Platform.of("FreeBSD"));
        Path venv = Path.of("venv");
        assertEquals(Path.of("venv", "Scripts"), Platform.WINDOWS.programs(venv));
        assertEquals(Path.of("venv", "bin"), Platform.MACOS.programs(venv));
        assertEquals("python.exe", Platform.WINDOWS.program("python"));
        assertEquals(List.of("cmd.exe", "/c", ".\\mvnw.cmd"), Platform.WINDOWS.wrapper(folder));
        assertEquals("/bin/sh", Platform.LINUX.wrapper(folder).getFirst());
        assertEquals("USERPROFILE", Platform.WINDOWS.homeVariable());
    }
}
