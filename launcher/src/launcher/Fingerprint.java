package launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Sums up the inputs of a step: the same inputs in the same order give the same key, on any day. */
final class Fingerprint {
    private final MessageDigest sha;

    Fingerprint() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Fingerprint text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file's content, or the fact that there is no such file. */
    Fingerprint file(Path file) throws IOException {
        return Files.isRegularFile(file) ? bytes(Files.readAllBytes(file)) : text("no such file");
    }

    /** Adds the names and contents of all files below a folder. A missing folder adds nothing but that. */
    Fingerprint tree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return text("no such folder");
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text(folder.relativize(file).toString()).file(file);
            }
        }
        return this;
    }

    /** Adds the names, sizes and times of a folder's files: for big files, whose content would take too long to read. */
    Fingerprint listing(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return text("no such folder");
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                text(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return this;
    }

    /** Returns the key. Call it once, at the end. */
    String key() {
        return HexFormat.of().formatHex(sha.digest(), 0, 16);
    }

    // The length goes first, so that "ab" and "c" differ from "a" and "bc".
    private Fingerprint bytes(byte[] bytes) {
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
        return this;
    }
}
