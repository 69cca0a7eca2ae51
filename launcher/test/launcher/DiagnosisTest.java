package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NETWORK | WARNING: Retrying after connection broken by 'NewConnectionError(... Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/jupyterlab/
            NETWORK | ERROR: Could not find a version that satisfies ... NameResolutionError("Failed to resolve 'pypi.org'")
            NETWORK | [ERROR] Could not transfer artifact org.junit:junit-bom:pom:6.1.3 from/to central (https://repo.maven.apache.org/maven2): Unknown host repo.maven.apache.org
            NETWORK | wget: Failed to fetch https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/3.9.16/apache-maven-3.9.16-bin.zip
            NETWORK | curl: (6) Could not resolve host: repo.maven.apache.org
            NETWORK | ERROR: Could not find a version that satisfies the requirement cffi==2.1.1 (from versions: none)
            DISK | ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device
            DISK | [ERROR] error writing asynclab.Timeline: There is not enough space on the disk
            READ_ONLY | Error: [Errno 30] Read-only file system: '/srv/asynclab/.lab/venv'
            READ_ONLY | PermissionError: [Errno 13] Permission denied: '/srv/asynclab/.lab/venv/bin/python'
            HASHES | ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.
            HASHES | Error: Failed to validate Maven distribution SHA-256, your Maven distribution might be compromised.
            UNKNOWN | [ERROR] /srv/asynclab/lib/src/main/java/asynclab/Timeline.java:[3,1] ';' expected
            """)
    void theReasonIsReadFromWhatToolsPrint(Diagnosis reason, String line) {
        assertEquals(reason, Diagnosis.of("some line\n" + line + "\nanother line"));
    }

    @Test
    void aFailedToolIsExplainedWithItsLog() throws IOException {
        Path log = folder.resolve("packages.log");
        Files.writeString(log, "$ pip install\nNo space left on device\n");
        Problem problem = Diagnosis.explain("Python packages", new Tool(folder, List.of("/x/python")), 2, log);
        assertEquals("Python packages: the disk is full.", problem.sentence());
        assertEquals(log, problem.log().orElseThrow());
        Files.writeString(log, "something else\n");
        assertEquals(
                "Python packages: it ended with an error (python, status 2).",
                Diagnosis.explain("Python packages", new Tool(folder, List.of("/x/python")), 2, log)
                        .sentence());
    }

    @Test
    void theLaunchersOwnFailuresAreExplainedToo() {
        Problem denied = Diagnosis.explain(new AccessDeniedException("/srv/.lab"));
        assertTrue(denied.remedy().contains("right to write"), denied.remedy());
        Problem full = Diagnosis.explain(new FileSystemException("/srv/.lab/x", null, "No space left on device"));
        assertTrue(full.remedy().contains("room"), full.remedy());
    }

    @Test
    void theTailOfALogSurvivesBytesThatAreNoText() throws IOException {
        Path log = folder.resolve("log");
        Files.write(log, new byte[] {'a', '\n', (byte) 0xff, '\n', 'b', '\n'});
        assertEquals(List.of("\uFFFD", "b"), Diagnosis.tail(log, 2));
        assertEquals(List.of(), Diagnosis.tail(folder.resolve("none"), 2));
    }
}
