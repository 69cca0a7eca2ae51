package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonSearchTest {
    @Test
    void linuxTakesThePathThenTheSystemThenPyenvNewestFirst() throws IOException {
        var env = Map.of("PATH", "/home/ada/.pyenv/shims:/usr/bin", "HOME", "/home/ada");
        assertEquals(
                List.of(
                        List.of("/home/ada/.pyenv/shims/python3"),
                        List.of("/usr/bin/python3"),
                        List.of("/usr/bin/python3.11"),
                        List.of("/usr/local/bin/python3.13"),
                        List.of("/home/ada/.pyenv/versions/3.12.1/bin/python3"),
                        List.of("/home/ada/.pyenv/versions/3.9.18/bin/python3")),
                search(Platform.LINUX, env, "linux").commands());
    }

    @Test
    void macosKnowsPythonOrgsFramework() throws IOException {
        assertEquals(
                List.of(
                        List.of("/usr/bin/python3"),
                        List.of("/Library/Frameworks/Python.framework/Versions/3.12/bin/python3"),
                        List.of("/opt/homebrew/bin/python3.13")),
                search(Platform.MACOS, Map.of("PATH", "/usr/bin:/bin", "HOME", "/Users/ada"), "macos")
                        .commands());
    }

    @Test
    void windowsStartsPyAndSkipsTheShopsStandIns() throws IOException {
        String user = "C:\\Users\\Ada Lovelace";
        var env = Map.of(
                "Path", user + "\\AppData\\Local\\Microsoft\\WindowsApps;C:\\Windows\\;C:\\Windows\\System32",
                "USERPROFILE", user,
                "LOCALAPPDATA", user + "\\AppData\\Local");
        String local = "C:/Users/Ada Lovelace/AppData/Local/Programs/Python/";
        assertEquals(
                List.of(
                        List.of("C:/Windows/py.exe", "-3"),
                        List.of(local + "Python313/python.exe"),
                        List.of(local + "Python39/python.exe"),
                        List.of("C:/Users/Ada Lovelace/.pyenv/pyenv-win/versions/3.11.9/python.exe")),
                search(Platform.WINDOWS, env, "windows").commands());
    }

    @Test
    void aPythonThatIsSaidIsTheOnlyOneAsked() throws IOException {
        var env = Map.of("ASYNCLAB_PYTHON", "/opt/mine/python", "PATH", "/usr/bin");
        assertEquals(
                List.of(List.of("/opt/mine/python")),
                search(Platform.LINUX, env, "linux").commands());
    }

    @Test
    void anAnswerIsRead() {
        Python python = Python.read(List.of("py", "-3"), "3.12.1\r\nC:\\Python312\\python.exe\r\nvenv\r\n")
                .orElseThrow();
        assertEquals("C:\\Python312\\python.exe", python.program());
        assertTrue(python.newEnough());
        assertTrue(python.makesEnvironments());
        assertFalse(Python.read(List.of("python"), "3.9.18\n/usr/bin/python\nvenv")
                .orElseThrow()
                .newEnough());
        assertFalse(Python.read(List.of("python"), "2.7.18\n/usr/bin/python\nnone")
                .orElseThrow()
                .newEnough());
        assertTrue(Python.read(List.of("python"), "Python was not found; run without arguments to install")
                .isEmpty());
    }

    @Test
    void whatIsMissingIsSaidWithTheNewestThereIs() throws IOException {
        PythonSearch search = search(Platform.LINUX, Map.of(), "linux");
        Problem none = search.missing(List.of(), List.of());
        assertEquals("AsyncLab needs Python 3.10 or later: none was found.", none.sentence());
        Problem old = search.missing(List.of(python("2.7.18"), python("3.9.2"), python("3.6.1")), List.of());
        assertEquals(
                "AsyncLab needs Python 3.10 or later: the newest found is 3.9.2 (/usr/bin/python).", old.sentence());
        assertTrue(old.remedy().contains("sudo apt install python3"), old.remedy());
    }

    @Test
    void debiansMissingVenvModuleHasItsOwnRemedy() throws IOException {
        Problem problem =
                search(Platform.LINUX, Map.of(), "linux").missing(List.of(python("3.9.2")), List.of(python("3.11.2")));
        assertTrue(problem.sentence().startsWith("Python 3.11.2 (/usr/bin/python) cannot make environments"));
        assertTrue(problem.remedy().contains("apt install python3-venv"), problem.remedy());
    }

    private static Python python(String version) {
        return Python.read(List.of("python"), version + "\n/usr/bin/python\nnone")
                .orElseThrow();
    }

    private static PythonSearch search(Platform platform, Map<String, String> env, String listing) throws IOException {
        return new PythonSearch(platform, env, Listing.of(listing)::names);
    }
}
