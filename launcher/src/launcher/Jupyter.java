package launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens JupyterLab on the first lesson, and stays until it ends. */
final class Jupyter {
    private static final String FIRST_LESSON = "00-start-here.ipynb";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Project project;
    private final Toolchain tools;
    private final Console console;

    Jupyter(Project project, Toolchain tools, Console console) {
        this.project = project;
        this.tools = tools;
        this.console = console;
    }

    /**
     * Starts it and waits for its end.
     *
     * @param started when the launcher started, for the "ready" line
     * @return JupyterLab's exit status
     */
    int open(Options options, long started) throws Problem, IOException, InterruptedException {
        tools.prepare();
        Optional<Lock> opened = Lock.together(project.opened());
        if (opened.isEmpty()) {
            throw Problem.of("Another launcher is removing .lab or making it anew.", "Start again when it is done.");
        }
        try {
            return open(options, started, Ports.FIRST);
        } finally {
            opened.get().close();
        }
    }

    private int open(Options options, long started, int first) throws Problem, IOException, InterruptedException {
        int from = first;
        while (true) {
            int port = Ports.choose(options.port(), from);
            String token = token();
            Path log = project.log("jupyter-" + port);
            Trees.folder(project.lab().resolve("log"));
            boolean browser = options.browser() && screen(tools.platform(), System.getenv());
            Process server = Children.track(start(port, token, browser, log));
            if (ready(server, port, token)) {
                greet(port, token, browser, options.browser(), started);
                int status = server.waitFor();
                Children.end(server, 0);
                return status;
            }
            Children.end(server, 5);
            String said = String.join("\n", Diagnosis.tail(log, 50));
            if (options.port().isEmpty() && said.contains("already in use")) {
                from = port + 1; // another program was quicker
                continue;
            }
            throw failed(said, log);
        }
    }

    private Process start(int port, String token, boolean browser, Path log) throws IOException {
        var words = new ArrayList<String>();
        if (tools.platform() == Platform.LINUX && tools.onPath("setpriv")) {
            // Should this launcher be killed outright, the system tells JupyterLab to stop, kernels included.
            words.addAll(List.of("setpriv", "--pdeathsig", "TERM"));
        }
        words.addAll(List.of(
                project.python().toString(),
                project.root().resolve("launcher/jupyter/start.py").toString()));
        words.add("--ServerApp.port=" + port);
        words.add("--ServerApp.port_retries=0");
        words.add("--ServerApp.ip=127.0.0.1");
        words.add("--ServerApp.root_dir=" + project.lessons());
        boolean lesson = Files.isRegularFile(project.lessons().resolve(FIRST_LESSON));
        words.add("--LabApp.default_url=" + (lesson ? "/lab/tree/" + FIRST_LESSON : "/lab"));
        words.add("--ServerApp.open_browser=" + (browser ? "True" : "False"));
        if (superuser()) {
            words.add("--ServerApp.allow_root=True");
        }
        // The token goes by the environment: a command line can be read by every user of the computer.
        return new Tool(words, project.root(), tools.variables())
                .with("JUPYTER_TOKEN", token)
                .builder()
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                // Not the terminal: JupyterLab would ask "really?" there after Ctrl-C.
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
    }

    /** Waits until it answers with our token: another server on the same port would not know it. */
    private boolean ready(Process server, int port, String token) throws InterruptedException {
        try (Progress progress = console.begin("JupyterLab");
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/api/status?token=" + token);
            HttpRequest ask =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            while (server.isAlive() && progress.elapsed().compareTo(PATIENCE) < 0) {
                if (status(client, ask).equals(Optional.of(200))) {
                    progress.done();
                    return true;
                }
                Thread.sleep(50);
            }
            return false;
        }
    }

    private static Optional<Integer> status(HttpClient client, HttpRequest ask) throws InterruptedException {
        try {
            return Optional.of(
                    client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return Optional.empty(); // not listening yet
        }
    }

    private void greet(int port, String token, boolean opened, boolean wanted, long started) {
        boolean lesson = Files.isRegularFile(project.lessons().resolve(FIRST_LESSON));
        String page = lesson ? "lab/tree/" + FIRST_LESSON : "lab";
        console.say(String.format(
                Locale.ROOT, "JupyterLab is ready in %.1f s:", (System.nanoTime() - started) / 1_000_000_000.0));
        console.say("  http://127.0.0.1:" + port + "/" + page + "?token=" + token);
        if (!opened) {
            console.say(wanted ? "No screen was found: open this address in a browser." : "Open it in a browser.");
        }
        console.say("Ctrl-C ends it.");
    }

    private Problem failed(String said, Path log) throws IOException {
        if (said.contains("ModuleNotFoundError") || said.contains("ImportError")) {
            Trees.delete(project.stamps().resolve("venv")); // broken inside: the next start makes it anew
            return Problem.of(
                            "JupyterLab did not start: its Python packages are damaged.",
                            "Start again: they are installed anew.")
                    .in(log);
        }
        Diagnosis diagnosis = Diagnosis.of(said);
        return Problem.of("JupyterLab did not start: " + diagnosis.because() + ".", diagnosis.remedy())
                .in(log);
    }

    /** Tells whether there is a screen for a browser. Without one, Python would open a text browser in this terminal. */
    static boolean screen(Platform platform, Map<String, String> env) {
        return platform != Platform.LINUX
                || Stream.of("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME")
                        .anyMatch(env::containsKey);
    }

    private boolean superuser() {
        return tools.platform() != Platform.WINDOWS && new com.sun.security.auth.module.UnixSystem().getUid() == 0;
    }

    private static String token() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
