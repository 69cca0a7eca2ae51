package launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Python that answered.
 *
 * @param command how it was started: {@code [python3]}, {@code [py, -3]}
 * @param program its own file
 * @param major the 3 of 3.12.1
 * @param minor the 12 of 3.12.1
 * @param version all of it
 * @param makesEnvironments whether {@code venv} and {@code ensurepip} are there; Debian ships them apart
 */
record Python(List<String> command, String program, int major, int minor, String version, boolean makesEnvironments) {
    /** The oldest minor version of Python 3 that JupyterLab and the kernel's package run on. */
    static final int OLDEST = 10;

    // Old Pythons must understand it too: they are asked only to be told that they are too old.
    private static final String QUESTION =
            "import sys; print('%d.%d.%d' % sys.version_info[:3]); print(sys.executable)\n"
                    + "try:\n    import venv, ensurepip; print('venv')\nexcept ImportError: print('none')";

    /** Starts a command and asks it what it is; empty if it is no Python at all. */
    static Optional<Python> ask(List<String> command, Path folder) throws InterruptedException {
        Optional<String> answer = new Tool(folder, command).plus("-c", QUESTION).ask();
        return answer.flatMap(text -> read(command, text));
    }

    static Optional<Python> read(List<String> command, String answer) {
        List<String> lines = answer.lines().map(String::strip).toList();
        if (lines.size() < 3 || !lines.get(0).matches("\\d+\\.\\d+\\.\\d+")) {
            return Optional.empty();
        }
        String[] numbers = lines.get(0).split("\\.", 3);
        return Optional.of(new Python(
                List.copyOf(command),
                lines.get(1),
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                lines.get(0),
                lines.get(2).equals("venv")));
    }

    boolean newEnough() {
        return major == 3 && minor >= OLDEST;
    }
}
