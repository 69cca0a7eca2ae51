package launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The three systems the course runs on, and what differs between them. */
enum Platform {
    LINUX,
    MACOS,
    WINDOWS;

    static Platform current() {
        return of(System.getProperty("os.name", "Linux"));
    }

    /** Returns the system with this {@code os.name}; anything unknown is treated as a Unix like Linux. */
    static Platform of(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MACOS : LINUX;
    }

    /** Returns a program's file name: {@code java}, {@code java.exe}. */
    String program(String name) {
        return this == WINDOWS ? name + ".exe" : name;
    }

    /** Returns the folder of a Python environment that holds its programs. */
    Path programs(Path venv) {
        return venv.resolve(this == WINDOWS ? "Scripts" : "bin");
    }

    /**
     * Returns how Maven's wrapper is started in the project's folder. On Windows its path is not said: cmd takes quotes
     * away from a command that begins with one, and a path with spaces would need them.
     */
    List<String> wrapper(Path root) {
        return this == WINDOWS
                ? List.of("cmd.exe", "/c", ".\\mvnw.cmd")
                : List.of("/bin/sh", root.resolve("mvnw").toString());
    }

    String pathSeparator() {
        return this == WINDOWS ? ";" : ":";
    }

    /** Returns the variable that names the user's folder. */
    String homeVariable() {
        return this == WINDOWS ? "USERPROFILE" : "HOME";
    }
}
