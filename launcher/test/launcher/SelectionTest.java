package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
    @TempDir
    Path tests;

    @BeforeEach
    void aTestFile() throws IOException {
        Files.createFile(tests.resolve("test_docs.py"));
    }

    @Test
    void withoutAWordItIsEverything() {
        var all = Selection.of(Optional.empty(), List.of("lib"), tests);
        assertEquals(Optional.of(List.of()), all.maven());
        assertEquals(Optional.of(List.of(tests.toString())), all.pytest());
    }

    @Test
    void aModuleIsMavensAlone() {
        assertEquals(Optional.of(List.of("-pl", "lib", "-am")), of("lib").maven());
        assertEquals(Optional.empty(), of("lib").pytest());
    }

    @Test
    void aFileOfTestsIsPytestsAlone() {
        assertEquals(Optional.empty(), of("docs").maven());
        assertEquals(
                Optional.of(List.of(tests.resolve("test_docs.py").toString())),
                of("docs").pytest());
    }

    @Test
    void aLessonIsItsProofsAndItsNotebook() {
        assertTrue(of("lesson01").maven().orElseThrow().contains("-Dasynclab.lesson=01"));
        assertEquals(
                List.of(tests.toString(), "-k", "[01- or lesson01 or [01]"),
                of("lesson01").pytest().orElseThrow());
    }

    @Test
    void proofsAreRepeatedAndNothingElseRuns() {
        assertTrue(of("proofs").maven().orElseThrow().containsAll(List.of("-Dasynclab.proofs=20", "-Dtests.jvms=1")));
        assertEquals(Optional.empty(), of("proofs").pytest());
    }

    @Test
    void anyOtherWordIsAPartOfAName() {
        assertTrue(of("Timeline").maven().orElseThrow().contains("-Dtest=*Timeline*"));
        assertEquals(
                List.of(tests.toString(), "-k", "Timeline"),
                of("Timeline").pytest().orElseThrow());
    }

    private Selection of(String word) {
        return Selection.of(Optional.of(word), List.of("lib", "kernel"), tests);
    }
}
