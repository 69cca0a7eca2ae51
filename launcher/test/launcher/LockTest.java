package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    @TempDir
    Path folder;

    /** Takes the lock in another process, says so, and keeps it until it is killed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Optional<Lock> lock = args[0].equals("alone") ? Lock.alone(Path.of(args[1])) : Lock.together(Path.of(args[1]));
        System.out.println(lock.isPresent() ? "held" : "refused");
        Thread.sleep(60_000);
        lock.orElseThrow().close();
    }

    @Test
    void onlyOneIsAloneAndAKillFreesIt() throws Exception {
        Path file = folder.resolve("lock");
        Process other = hold("alone", file);
        try {
            assertTrue(Lock.alone(file).isEmpty());
            assertTrue(Lock.together(file).isEmpty());
        } finally {
            other.destroyForcibly().waitFor();
        }
        Lock.alone(file).orElseThrow().close();
    }

    @Test
    void manyAreThereTogetherAndNobodyIsAlone() throws Exception {
        Path file = folder.resolve("opened");
        Process other = hold("together", file);
        try {
            Lock mine = Lock.together(file).orElseThrow();
            assertTrue(Lock.alone(file).isEmpty());
            mine.close();
            assertTrue(Lock.alone(file).isEmpty());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    private static Process hold(String how, Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(java, "-cp", path, "launcher.LockTest", how, file.toString()))
                .redirectErrorStream(true)
                .start();
        assertEquals("held", process.inputReader().readLine());
        return process;
    }
}
