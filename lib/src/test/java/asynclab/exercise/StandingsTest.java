package asynclab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingsTest {
    @TempDir
    Path folder;

    @Test
    void aCheckIsRememberedByTheNextKernel() {
        new Standings(folder).keep("01.q1", Verdict.NOT_YET);
        var standing = new Standings(folder).of("01.q1");
        assertEquals(Verdict.NOT_YET, standing.best());
        assertEquals(1, standing.checks());
        assertEquals(1, standing.failed());
    }

    @Test
    void oncePassedItStaysPassed() {
        var standings = new Standings(folder);
        standings.keep("01.q1", Verdict.PASSED);
        standings.keep("01.q1", Verdict.ERROR);
        assertEquals(Verdict.PASSED, standings.of("01.q1").best());
        assertEquals(2, standings.of("01.q1").checks());
    }

    @Test
    void anInconclusiveCheckIsNotAFailedOne() {
        var standings = new Standings(folder);
        standings.keep("01.q1", Verdict.INCONCLUSIVE);
        assertEquals(0, standings.of("01.q1").failed());
    }

    @Test
    void aResetForgetsOneExerciseAlone() {
        var standings = new Standings(folder);
        standings.keep("01.q1", Verdict.PASSED);
        standings.keep("01.q2", Verdict.PASSED);
        standings.forget("01.q1");
        assertEquals(Standings.Standing.NONE, standings.of("01.q1"));
        assertEquals(Verdict.PASSED, standings.of("01.q2").best());
    }

    @Test
    void aBrokenFileIsSetAsideAndANewOneBegun() throws IOException {
        Files.writeString(folder.resolve("progress.json"), "{\"01.q1\": {\"best\": \"PAS");
        var standings = new Standings(folder);
        assertEquals(Standings.Standing.NONE, standings.of("01.q1"));
        Optional<String> told = standings.keep("01.q2", Verdict.PASSED);
        assertTrue(told.orElseThrow().contains("set aside"), told.toString());
        assertEquals(Verdict.PASSED, standings.of("01.q2").best());
        try (var files = Files.list(folder)) {
            assertEquals(
                    1,
                    files.filter(file -> file.getFileName().toString().startsWith("progress.broken-"))
                            .count());
        }
    }

    @Test
    void aFileOfALaterVersionIsRead() throws IOException {
        Files.writeString(
                folder.resolve("progress.json"),
                "{\"01.q1\": {\"best\": \"PASSED\", \"checks\": 3, \"medals\": [1, {\"gold\": true}]}}");
        assertEquals(3, new Standings(folder).of("01.q1").checks());
    }

    @Test
    void aHomeThatCannotBeWrittenCostsOnlyTheMemory() throws IOException {
        var file = Files.createFile(folder.resolve("a-file"));
        var standings = new Standings(file); // a file where the folder should be
        assertTrue(standings.keep("01.q1", Verdict.PASSED).orElseThrow().startsWith("Your progress could not be kept"));
        assertEquals(Standings.Standing.NONE, standings.of("01.q1"));
    }

    @Test
    void anInterruptLosesNothingAndStaysSet() {
        var standings = new Standings(folder);
        Thread.currentThread().interrupt();
        standings.keep("01.q1", Verdict.PASSED);
        assertTrue(Thread.interrupted());
        assertEquals(Verdict.PASSED, standings.of("01.q1").best());
    }

    @Test
    void severalKernelsLoseNoEntry() throws Exception {
        var kernels = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            kernels.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherKernel.class.getName(),
                            folder.toString(),
                            "kernel" + i)
                    .inheritIO()
                    .start());
        }
        for (var kernel : kernels) {
            assertEquals(0, kernel.waitFor());
        }
        assertEquals(3 * OtherKernel.ENTRIES, new Standings(folder).all().size());
    }

    /** Another JVM that keeps standings in the same file. */
    static final class OtherKernel {
        static final int ENTRIES = 40;

        private OtherKernel() {}

        public static void main(String[] args) {
            var standings = new Standings(Path.of(args[0]));
            for (int i = 0; i < ENTRIES; i++) {
                standings.keep(args[1] + ".q" + i, Verdict.PASSED).ifPresent(told -> {
                    throw new IllegalStateException(told);
                });
            }
        }
    }
}
