package launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param verb what to do
 * @param word the word after it, where the verb takes one
 * @param browser whether to open one
 * @param port the port asked for
 */
record Options(Verb verb, Optional<String> word, boolean browser, Optional<Integer> port) {
    /** What the launcher can do. */
    enum Verb {
        RUN,
        TEST,
        BENCH,
        DOCTOR,
        CLEAN,
        BUILD,
        FORMAT,
        HELP;

        String lower() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String HELP = """
            AsyncLab: asynchronous programming in Java 25, in the browser.

              java Lab.java               prepares everything once, then opens JupyterLab on the first lesson
              java Lab.java build         prepares everything, opens nothing
              java Lab.java test [WORD]   runs all tests, or those of a module (lib, kernel), of a lesson (lesson01), or with WORD in
                                          their name; "proofs" puts every exercise to the test 20 times on a busy machine
              java Lab.java bench [NAME]  runs the measurements, or one of them: crawl, kernel, timeline, weave, web
              java Lab.java doctor        checks this computer and says what to do; changes nothing
              java Lab.java clean         removes .lab, where everything made lives
              java Lab.java format        formats the sources (for those who change them)

              --port N        opens on this port (without it: 8888, or the next one that is free)
              --no-browser    prints the address and opens no browser
              --help          prints this

            ASYNCLAB_JDK and ASYNCLAB_PYTHON name a JDK folder and a Python program to use instead of those found.""";

    private static final String SEE = "java Lab.java --help lists all there is.";

    static Options parse(List<String> words) throws Problem {
        Optional<Verb> verb = Optional.empty();
        Optional<String> word = Optional.empty();
        Optional<Integer> port = Optional.empty();
        boolean browser = true;
        for (int i = 0; i < words.size(); i++) {
            String one = words.get(i);
            if (one.equals("--help") || one.equals("-h")) {
                return new Options(Verb.HELP, Optional.empty(), true, Optional.empty());
            } else if (one.equals("--no-browser")) {
                browser = false;
            } else if (one.equals("--port") || one.startsWith("--port=")) {
                boolean joined = one.startsWith("--port=");
                if (!joined && i + 1 == words.size()) {
                    throw Problem.usage("--port needs a number.", "For example: java Lab.java --port 8890");
                }
                port = Optional.of(port(joined ? one.substring("--port=".length()) : words.get(++i)));
            } else if (one.startsWith("-")) {
                String hint = Words.hint(one, List.of("--help", "--no-browser", "--port"));
                throw Problem.usage("There is no option " + one + "." + hint, SEE);
            } else if (verb.isEmpty()) {
                verb = Optional.of(verb(one));
            } else if (word.isEmpty() && (verb.get() == Verb.TEST || verb.get() == Verb.BENCH)) {
                word = Optional.of(one);
            } else {
                throw Problem.usage(
                        "\"" + one + "\" is one word too many after "
                                + verb.get().lower() + ".",
                        SEE);
            }
        }
        return new Options(verb.orElse(Verb.RUN), word, browser, port);
    }

    private static Verb verb(String typed) throws Problem {
        var names = new ArrayList<String>();
        for (Verb verb : Verb.values()) {
            if (verb.lower().equals(typed)) {
                return verb;
            }
            names.add(verb.lower());
        }
        throw Problem.usage("There is no verb \"" + typed + "\"." + Words.hint(typed, names), SEE);
    }

    private static int port(String typed) throws Problem {
        if (typed.matches("\\d{1,5}") && Integer.parseInt(typed) >= 1 && Integer.parseInt(typed) <= 65_535) {
            return Integer.parseInt(typed);
        }
        throw Problem.usage(
                "--port must be a number from 1 to 65535, got \"" + typed + "\".",
                "For example: java Lab.java --port 8890");
    }
}
