package launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads from a tool's output, or from an exception, why it failed, and what a learner can do about it. */
enum Diagnosis {
    DISK(
            "No space left on device|not enough space on the disk|Disk quota exceeded|ENOSPC",
            "the disk is full",
            "Make about 1 GB of room on the disk of this folder, then start again."),
    READ_ONLY(
            "Read-only file system|AccessDeniedException|PermissionError|Permission denied|Access is denied",
            "a file or folder may not be written",
            "Give yourself the right to write in this folder (or copy the project to a folder of yours), then start again."),
    HASHES(
            "DO NOT MATCH THE HASHES|Failed to validate Maven distribution SHA-256|Checksum validation failed",
            "a download is not the file it should be",
            "Start again; if it stays so, something between you and the internet changes downloads: try another network."),
    NETWORK(
            "name resolution|Failed to establish a new connection|NewConnectionError|NameResolutionError|Could not resolve host"
                    + "|UnknownHostException|Unknown host|Network is unreachable|Connection refused|Connection timed out"
                    + "|ConnectTimeoutError|ReadTimeoutError|Connect timed out|Connection reset|Could not transfer artifact"
                    + "|\\(from versions: none\\)" // the pins exist: who finds no version at all has not reached the
                    // index
                    + "|wget: Failed to fetch|curl: Failed to fetch|ProxyError|Tunnel failed|No route to host",
            "the internet could not be reached",
            "Check the network (and HTTPS_PROXY if you are behind a proxy), then start again: what is done stays done."),
    UNKNOWN(
            "",
            "it ended with an error",
            "Read the lines above; java Lab.java doctor checks this computer, java Lab.java clean starts afresh.");

    private static final int TAIL = 200;

    private final Pattern signs;
    private final String because;
    private final String remedy;

    Diagnosis(String signs, String because, String remedy) {
        this.signs = Pattern.compile(signs);
        this.because = because;
        this.remedy = remedy;
    }

    String because() {
        return because;
    }

    String remedy() {
        return remedy;
    }

    /** Returns the first reason, in the order above, whose signs are in the text. */
    static Diagnosis of(String text) {
        for (Diagnosis diagnosis : values()) {
            if (diagnosis.signs.matcher(text).find()) {
                return diagnosis;
            }
        }
        return UNKNOWN;
    }

    /** Returns the problem of a tool that ended with a status other than 0. */
    static Problem explain(String title, Tool tool, int status, Path log) throws IOException {
        Diagnosis diagnosis = of(String.join("\n", tail(log, TAIL)));
        String program = String.valueOf(Path.of(tool.words().getFirst()).getFileName());
        String detail = diagnosis == UNKNOWN ? " (" + program + ", status " + status + ")" : "";
        return Problem.of(title + ": " + diagnosis.because + detail + ".", diagnosis.remedy)
                .in(log);
    }

    /** Returns the problem behind a failed read or write of the launcher itself. */
    static Problem explain(IOException failure) {
        Diagnosis diagnosis = of(failure.toString());
        return diagnosis == UNKNOWN
                ? Problem.of(
                        "A file could not be read or written: " + failure + ".",
                        "Start again; java Lab.java clean starts afresh.")
                : Problem.of(
                        "AsyncLab cannot go on, " + diagnosis.because + ": " + failure.getMessage() + ".",
                        diagnosis.remedy);
    }

    /** Returns the last lines of a log; bytes that are no UTF-8 are replaced. */
    static List<String> tail(Path log, int lines) throws IOException {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }
}
