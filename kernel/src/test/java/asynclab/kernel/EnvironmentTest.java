package asynclab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    private static Environment of(String name, String value) {
        return new Environment(Map.of(name, value));
    }

    @Test
    void previewFeaturesAreOnAndMoreOptionsComeBehind() {
        var version = String.valueOf(Runtime.version().feature());
        assertEquals(List.of("--enable-preview", "--source", version), new Environment(Map.of()).compilerOptions());
        assertEquals(
                List.of("--enable-preview", "--source", version, "-Xlint:all", "-g"),
                of("JJAVA_COMPILER_OPTS", " -Xlint:all  -g ").compilerOptions());
    }

    @Test
    void extensionsAreLoadedUnlessTheyAreUnwanted() {
        assertTrue(new Environment(Map.of()).extensions());
        assertTrue(of("JJAVA_LOAD_EXTENSIONS", "1").extensions());
        for (var no : List.of("", "0", "False")) {
            assertFalse(of("JJAVA_LOAD_EXTENSIONS", no).extensions(), no);
        }
    }

    @Test
    void startupScriptsAreReadFromFilesAndFromTheVariable(@TempDir Path folder) throws IOException {
        var script = Files.writeString(folder.resolve("first.jshell"), "int a = 1;");
        var environment = new Environment(
                Map.of("JJAVA_STARTUP_SCRIPTS_PATH", script.toString(), "JJAVA_STARTUP_SCRIPT", "int b = 2;"));
        assertEquals(List.of("int a = 1;", "int b = 2;"), environment.startupScripts());
    }
}
