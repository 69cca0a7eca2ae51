package asynclab.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Kind;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.kernel.util.TextColor;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.jspecify.annotations.Nullable;

/** JJava's kernel with this module's parts in it. */
final class CourseKernel extends JavaKernel {
    static final String NAME = "AsyncLab";

    static final LanguageInfo LANGUAGE = new LanguageInfo.Builder("Java")
            .version(Runtime.version().toString())
            .mimetype("text/x-java-source")
            .fileExtension(".jshell")
            .pygments("java")
            .codemirror("java")
            .build();

    static final List<HelpLink> HELP = List.of(
            new HelpLink("Java 25 API", "https://docs.oracle.com/en/java/javase/25/docs/api/"),
            new HelpLink("JJava", "https://github.com/dflib/jjava"));

    /** What a cell is shown through. */
    record Surroundings(Cells cells, Outbox outbox, Prompt prompt) {}

    private final Surroundings surroundings;
    private final History history;
    private final Inspection inspection;
    private final LinkedBlockingQueue<DisplayData> pages = new LinkedBlockingQueue<>();

    private CourseKernel(
            Environment environment, Surroundings surroundings, History history, JShell shell, Evaluator evaluator) {
        super(
                NAME,
                version(),
                LANGUAGE,
                HELP,
                history,
                new CellIo(surroundings.cells(), surroundings.outbox()),
                new Comms(surroundings.outbox(), new OutboxSocket(surroundings.cells(), surroundings.outbox())),
                new Renderer(),
                // a % at the start of a line or behind "=", and %% at the start of a cell, as in JJava
                new MagicsResolver("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
                Magics.registry(),
                environment.extensions(),
                styler(),
                shell,
                evaluator);
        this.surroundings = surroundings;
        this.history = history;
        this.inspection = new Inspection(shell, new Sources(shell, Sources.ofLibrary()));
    }

    /** Makes a kernel that is not started yet. */
    static CourseKernel of(Environment environment, Surroundings surroundings) {
        var loader = new Loader();
        var control = new Control(loader, surroundings.cells());
        var evaluator = new Evaluator(NAME, loader, control);
        var shell = JShell.builder()
                .executionEngine(evaluator.getExecControlProvider(), Map.of())
                .compilerOptions(environment.compilerOptions().toArray(String[]::new))
                .build();
        return new CourseKernel(environment, surroundings, new History(), shell, evaluator);
    }

    private static StringStyler styler() {
        return new StringStyler.Builder()
                .addPrimaryStyle(TextColor.BOLD_RESET_FG)
                .addSecondaryStyle(TextColor.BOLD_RED_FG)
                .addHighlightStyle(TextColor.BOLD_RESET_FG)
                .addHighlightStyle(TextColor.RED_BG)
                .withLinePrefix(TextColor.BOLD_RESET_FG + "|   ")
                .build();
    }

    /** Returns the version that the jar names. */
    static String version() {
        return Optional.ofNullable(CourseKernel.class.getPackage().getImplementationVersion())
                .orElse("without a jar");
    }

    History history() {
        return history;
    }

    Comms comms() {
        return (Comms) getCommManager();
    }

    /** Prepares for a cell, on the shell's thread. */
    void begin(Message<ExecuteRequest> cell) {
        comms().setMessageContext(cell);
        surroundings.prompt().allow(cell.getContent().isStdinEnabled());
    }

    /** Runs code, magics among it, and returns what its value looks like. */
    @Nullable
    DisplayData run(String code) {
        return evalBuilder(code).resolveMagics().renderResults().eval();
    }

    /** JShell takes {@code int x = = 3;} for complete, as only the end of it matters to it. */
    @Override
    public String isComplete(String code) {
        var java = getMagicsResolver().resolve(code);
        var answer = super.isComplete(java);
        return answer.equals(IS_COMPLETE_YES) && isWrong(java) ? IS_COMPLETE_BAD : answer;
    }

    private boolean isWrong(String code) {
        var analysis = getJShell().sourceCodeAnalysis();
        for (var part = analysis.analyzeCompletion(code);
                part.completeness().isComplete();
                part = analysis.analyzeCompletion(part.remaining())) {
            if (analysis.sourceToSnippets(part.source()).stream().anyMatch(one -> one.kind() == Kind.ERRONEOUS)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable DisplayData inspect(String code, int cursor, boolean more) {
        return inspection.at(code, cursor);
    }

    /** Shows something in the front end's pager, if it has one, when the cell has ended. */
    void page(DisplayData shown) {
        pages.add(shown);
    }

    /** Returns what to page, once. */
    List<DisplayData> takePages() {
        var taken = new ArrayList<DisplayData>();
        pages.drainTo(taken);
        return taken;
    }

    /** Takes away what the calling thread's cell has shown. */
    @Nullable
    DisplayData clear() {
        surroundings.outbox().publish(surroundings.cells().mine(), PublishClearOutput.NOW);
        return null;
    }

    /** Returns what to tell of a failure of {@link #run}. */
    Errors explain(Throwable failure) {
        return Errors.of(failure, formatError(failure));
    }
}
