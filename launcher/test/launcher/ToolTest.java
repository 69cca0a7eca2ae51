package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tools started here are shell scripts")
class ToolTest {
    @TempDir
    Path folder;

    @Test
    void linesGoToTheLogAndToTheListener() throws Exception {
        var lines = new ArrayList<String>();
        Path log = folder.resolve("log/tool.log");
        int status =
                sh("echo one; echo \"$SAID\" >&2; exit 3").with("SAID", "two").run(log, lines::add);
        assertEquals(3, status);
        assertEquals(List.of("one", "two"), lines);
        assertTrue(Files.readString(log).contains("two"));
    }

    @Test
    void itHasNoInput() throws Exception {
        assertEquals(1, sh("read line").run(folder.resolve("tool.log"), line -> {}));
    }

    @Test
    void anEndReachesAllItStarted() throws Exception {
        Path pid = folder.resolve("pid");
        Process process = Children.track(sh("sh -c 'echo $$ > " + pid + "; echo up; sleep 60'; sleep 60")
                .builder()
                .start());
        assertEquals("up", process.inputReader().readLine());
        Children.end(process, 1);
        process.waitFor();
        long child = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
        assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void aProgramThatIsNotThereIsAProblem() {
        var tool = new Tool(folder, List.of(folder.resolve("none").toString()));
        Problem problem = assertThrows(Problem.class, () -> tool.run(folder.resolve("tool.log"), line -> {}));
        assertTrue(problem.sentence().contains("could not be started"), problem.sentence());
    }

    @Test
    void askingGivesTheAnswerOrNothing() throws Exception {
        assertEquals(Optional.of("yes\n"), sh("echo yes").ask());
        assertEquals(Optional.empty(), sh("echo no; exit 1").ask());
        assertEquals(Optional.empty(), new Tool(folder, List.of("/no/such/program")).ask());
    }

    @Test
    void whatAKilledLauncherLeftRunningIsEnded() throws Exception {
        Process left = new ProcessBuilder("sleep", "60").start();
        Path note = folder.resolve("child");
        Files.writeString(note, left.pid() + " " + left.info().startInstant().orElseThrow());
        Children.endLeftOver(note);
        assertTrue(left.waitFor() != 0);
        assertFalse(Files.exists(note));
    }

    @Test
    void aNumberThatBelongsToAnotherProgramByNowIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Path note = folder.resolve("child");
            Files.writeString(note, other.pid() + " 2001-01-01T00:00:00Z");
            Children.endLeftOver(note);
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly();
        }
    }

    private Tool sh(String script) {
        return new Tool(folder, List.of("/bin/sh", "-c", script));
    }
}
