import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import launcher.Listing;
import org.junit.jupiter.api.Test;

/** The search for a JDK in Lab.java, on the folders of the three systems. */
@SuppressWarnings("DefaultPackage") // Lab.java is a single file without a package, and only its own can see it
class LabTest {
    private static final String ADA = "C:\\Users\\Ada Lovelace";

    @Test
    void linuxTakesJavaHomeThenThePathThenTheUsualFolders() throws IOException {
        assertEquals(
                List.of(
                        "/usr/lib/jvm/java-17-openjdk-amd64",
                        "/home/ada/.sdkman/candidates/java/21.0.8-tem",
                        "/home/ada/.sdkman/candidates/java/25-open",
                        "/usr/lib/jvm/temurin-25-jdk-amd64"),
                homes("linux", "Linux", "/home/ada", Map.of("PATH", "/usr/local/bin:/usr/bin")));
        assertEquals(
                "/usr/lib/jvm/temurin-25-jdk-amd64",
                homes(
                                "linux",
                                "Linux",
                                "/home/ada",
                                Map.of("JAVA_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64/", "PATH", "/usr/bin"))
                        .get(0));
    }

    @Test
    void aRuntimeWithoutTheCompilerIsNoJdk() throws IOException {
        assertTrue(homes("linux", "Linux", "/home/ada", Map.of()).stream()
                .noneMatch(home -> home.equals("/usr/lib/jvm/java-25-openjdk-amd64")));
    }

    @Test
    void theVersionIsReadFromTheReleaseFile() throws IOException {
        var jdks = find(
                "linux", "Linux", "/home/ada", Map.of("ASYNCLAB_JDK", "/home/ada/.sdkman/candidates/java/25-open"));
        assertEquals(1, jdks.size());
        assertEquals("25", jdks.get(0).version());
        assertEquals(25, jdks.get(0).feature());
    }

    @Test
    void aJdkThatIsSaidIsTheOnlyOneLookedAt() throws IOException {
        var env = Map.of("ASYNCLAB_JDK", "/nowhere", "JAVA_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64");
        assertEquals(List.of(), homes("linux", "Linux", "/home/ada", env));
        assertTrue(Lab.missing(List.of(), env)
                .startsWith("AsyncLab needs JDK 25: ASYNCLAB_JDK says /nowhere; none was found."));
    }

    @Test
    void macosLooksInsideBundlesAndHomebrewsFolders() throws IOException {
        assertEquals(
                List.of(
                        "/opt/homebrew/Cellar/openjdk/24.0.2/libexec/openjdk.jdk/Contents/Home",
                        "/Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home",
                        "/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                        "/opt/homebrew/Cellar/openjdk@25/25.0.1/libexec/openjdk.jdk/Contents/Home"),
                homes("macos", "Mac OS X", "/Users/ada", Map.of("PATH", "/opt/homebrew/bin:/usr/bin:/bin")));
    }

    @Test
    void windowsLooksWhereItsInstallersPutJdks() throws IOException {
        String path = "C:\\Program Files\\Common Files\\Oracle\\Java\\javapath;C:\\Windows\\System32;";
        assertEquals(
                List.of(
                        "C:/Users/Ada Lovelace/.jdks/openjdk-25",
                        "C:/Program Files/Eclipse Adoptium/jdk-21.0.8.9-hotspot",
                        "C:/Program Files/Eclipse Adoptium/jdk-25.0.1.8-hotspot",
                        "C:/Users/Ada Lovelace/scoop/apps/temurin25-jdk/current"),
                homes("windows", "Windows 11", ADA, Map.of("Path", path, "ProgramFiles", "C:\\Program Files")));
    }

    @Test
    void windowsTakesThePathFirst() throws IOException {
        String path = "C:\\Windows\\System32;C:\\Program Files\\Eclipse Adoptium\\jdk-25.0.1.8-hotspot\\bin";
        assertEquals(
                "C:/Program Files/Eclipse Adoptium/jdk-25.0.1.8-hotspot",
                homes("windows", "Windows 11", ADA, Map.of("PATH", path)).get(0));
    }

    @Test
    void whatIsMissingIsSaidWithWhatWasFound() throws IOException {
        var found = find("linux", "Linux", "/home/ada", Map.of("ASYNCLAB_JDK", "/usr/lib/jvm/java-17-openjdk-amd64"));
        List<String> lines = Lab.missing(found, Map.of()).lines().toList();
        assertEquals("AsyncLab needs JDK 25: found only 17.0.15 in /usr/lib/jvm/java-17-openjdk-amd64.", lines.get(0));
        assertTrue(lines.get(1).startsWith("What to do: install it"), lines.get(1));
    }

    private static List<String> homes(String listing, String os, String user, Map<String, String> env)
            throws IOException {
        return find(listing, os, user, env).stream().map(Lab.Jdk::home).toList();
    }

    private static List<Lab.Jdk> find(String listing, String os, String user, Map<String, String> env)
            throws IOException {
        var properties = new HashMap<String, String>();
        properties.put("os.name", os);
        properties.put("user.home", user);
        properties.put("java.home", "/not/in/the/listing");
        Listing there = Listing.of(listing);
        return Lab.find(env, properties, new Lab.Folders() {
            @Override
            public List<String> names(String folder) {
                return there.names(folder);
            }

            @Override
            public Optional<String> text(String file) {
                return there.text(file);
            }

            @Override
            public String real(String path) {
                return there.real(path);
            }
        });
    }
}
