package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ToolchainTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    Path root;

    @Test
    void toolsFindThisJdkFirst() {
        Map<String, String> variables = tools(Map.of("PATH", "/usr/bin", "HOME", root.toString()), root.toString())
                .variables();
        assertEquals(JDK.toString(), variables.get("JAVA_HOME"));
        assertTrue(variables.get("PATH").startsWith(JDK.resolve("bin") + ":/usr/bin"));
        assertFalse(variables.containsKey("HOME"), "the user's own home is used where it can be");
    }

    @Test
    void aHomeThatCannotBeWrittenIsReplacedByOneInLab() throws Exception {
        String none = root.resolve("none").toString();
        Toolchain tools = tools(Map.of("PATH", "/usr/bin", "HOME", none), none);
        assertEquals(root.resolve(".lab/home").toString(), tools.variables().get("HOME"));
        assertTrue(
                tools.maven("package").words().contains("-Dmaven.repo.local=" + root.resolve(".lab/home/repository")));
        tools.prepare();
        assertTrue(Files.isDirectory(root.resolve(".lab/home")));
    }

    @Test
    void aHomeThatCanBeWrittenIsMavensToo() {
        Toolchain tools = tools(Map.of("PATH", "/usr/bin", "HOME", root.toString()), root.toString());
        assertEquals(
                List.of("/bin/sh", root.resolve("mvnw").toString(), "-B", "package"),
                tools.maven("package").words());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has its own way to unpack, and no shell for this one")
    void theStandInForUnzipUnpacksAsMavensWrapperAsksItTo() throws Exception {
        Toolchain tools = tools(Map.of("PATH", "/nowhere", "HOME", root.toString()), root.toString());
        tools.prepare();
        assertTrue(
                tools.variables().get("PATH").endsWith(root.resolve(".lab/bin").toString()));
        Path archive = root.resolve("an archive.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("apache-maven/bin/mvn"));
            zip.write("#!/bin/sh\necho started\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        Path folder = Files.createDirectories(root.resolve("into here"));
        var unzip = new Tool(
                root,
                List.of(root.resolve(".lab/bin/unzip").toString(), "-q", archive.toString(), "-d", folder.toString()));
        assertEquals(0, unzip.with("JAVA_HOME", JDK.toString()).run(root.resolve("log"), line -> {}));
        var started =
                new Tool(root, List.of(folder.resolve("apache-maven/bin/mvn").toString()));
        assertEquals("started\n", started.ask().orElseThrow());
    }

    private Toolchain tools(Map<String, String> env, String home) {
        return new Toolchain(new Project(root), JDK, "build", Platform.LINUX, env, home);
    }
}
