package launcher;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Where the launcher talks to the learner: one line per step, with its time. */
final class Console {
    private final PrintStream out;
    private final boolean terminal;
    private final boolean unicode;

    /** @param terminal whether a line can be written over; otherwise progress is a new line now and then */
    Console(PrintStream out, boolean terminal, Charset charset) {
        this.out = out;
        this.terminal = terminal;
        this.unicode = charset.canEncode() && charset.newEncoder().canEncode("✓✗…");
    }

    @SuppressWarnings("SystemConsoleNull") // wrong for JDK 25, which returns null again without a terminal
    static Console standard() {
        java.io.Console console = System.console();
        return new Console(System.out, console != null && console.isTerminal(), System.out.charset());
    }

    /** Begins a step that takes a while; close it when the step has ended. */
    Progress begin(String title) {
        return new Progress(this, title);
    }

    boolean terminal() {
        return terminal;
    }

    void say(String line) {
        write(line);
    }

    /** Writes a step's line: its title and its time, which fall into columns. */
    void done(String title, Duration time) {
        write(String.format(Locale.ROOT, "%s %-22s %7.1f s", unicode ? "✓" : "+", title, seconds(time)));
    }

    /** Writes what a step does at the moment. */
    void progress(String title, Duration time, String now) {
        String line = String.format(
                Locale.ROOT, "%s %-22s %7.1f s  %s", unicode ? "…" : ".", title, seconds(time), printable(now));
        // Tools say lines of a thousand letters: only the first few tell what goes on.
        String cut = line.substring(0, Math.min(line.length(), terminal ? 78 : 120));
        if (terminal) {
            out.print("\r\033[K" + cut);
            out.flush();
        } else {
            out.println(cut);
        }
    }

    /** Writes what stopped the launcher, with the end of its log where there is one. */
    void problem(Problem problem, List<String> tail) {
        if (!tail.isEmpty()) {
            write("");
            tail.forEach(line -> write("    " + printable(line)));
        }
        write("");
        write((unicode ? "✗ " : "Error: ") + printable(problem.sentence()));
        write("  What to do: " + printable(problem.remedy()));
        problem.log().ifPresent(log -> write("  More in " + log));
    }

    private void write(String line) {
        out.println(terminal ? "\r\033[K" + line : line);
        out.flush();
    }

    // Tools colour and rewrite their lines; here only the words count.
    private static String printable(String text) {
        return text.replaceAll("\\x1b\\[[0-9;?]*[a-zA-Z]", "").replaceAll("\\p{Cntrl}", " ");
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
