package asynclab.kernel;

import asynclab.kernel.errors.CellFailure;
import asynclab.kernel.output.Cell;
import asynclab.kernel.stop.Interrupts;
import asynclab.kernel.stop.Memory;
import asynclab.kernel.stop.Report;
import asynclab.notebook.CellDisplay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Kind;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.kernel.util.TextColor;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.jspecify.annotations.Nullable;

/** JJava's kernel with this module's parts in it. */
final class CourseKernel extends JavaKernel implements CellDisplay<Cell> {
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

    private final Surroundings surroundings;
    private final History history;
    private final LinkedBlockingQueue<DisplayData> pages = new LinkedBlockingQueue<>();
    private final Interrupts interrupts;
    private @Nullable Inspection inspection; // made when it is asked for: it opens the JDK's sources

    private CourseKernel(
            Environment environment,
            Surroundings surroundings,
            History history,
            JShell shell,
            Evaluator evaluator,
            Interrupts interrupts) {
        super(
                NAME,
                version(),
                LANGUAGE,
                HELP,
                history,
                new CellIo(surroundings.cells(), surroundings.outbox()),
                new Comms(surroundings.outbox(), new OutboxSocket(surroundings.cells(), surroundings.outbox())),
                new CellRenderer(interrupts),
                // a % at the start of a line or behind "=", and %% at the start of a cell, as in JJava
                new MagicsResolver("(?<=(?:^|=))\\s*%", "%%", new WholeLines()),
                Magics.registry(surroundings.failures()),
                environment.extensions(),
                styler(),
                shell,
                evaluator);
        this.surroundings = surroundings;
        this.history = history;
        surroundings.background().register(getMagicsRegistry());
        this.interrupts = interrupts;
    }

    /** Makes a kernel that is not started yet. */
    static CourseKernel of(Environment environment, Surroundings surroundings) {
        var lines = surroundings.lines();
        var loader = new Loader(lines, Agent.instrumentation());
        var interrupts =
                new Interrupts(loader.classLoader(), surroundings.background().reach());
        var control = new Control(loader, surroundings.cells(), interrupts, surroundings.memory()::noted);
        var evaluator = new Evaluator(
                new Evaluation.Parts(
                        loader, control, lines, surroundings.failures(), surroundings::note, new AtomicReference<>()),
                surroundings.cells());
        var shell = CellCompiler.start(environment, evaluator);
        if (!lines.follow(shell)) {
            System.err.println("This JDK's JShell is new to the kernel: errors name its lines, not the cell's.");
        }
        return new CourseKernel(environment, surroundings, new History(), shell, evaluator, interrupts);
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
        interrupts.begin();
    }

    /** Stops what runs, cell or tasks, as the heap is full. */
    void stopAsFull() {
        if (!interrupts.stopAsFull()) {
            surroundings.background().stopAsFull();
        }
    }

    /** The cell has ended. Returns what came of its interrupt, if there was one. */
    Optional<Report> end() {
        return interrupts.end();
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
    public synchronized @Nullable DisplayData inspect(String code, int cursor, boolean more) {
        if (inspection == null) {
            inspection = new Inspection(getJShell(), new Sources(getJShell(), Sources.ofLibrary()));
        }
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

    @Override
    public Cell cell() {
        return surroundings.cells().mine();
    }

    @Override
    public void display(Cell cell, DisplayData data) {
        surroundings.outbox().publish(cell, new PublishDisplayData(data));
    }

    @Override
    public void update(Cell cell, DisplayData data) {
        surroundings.outbox().publish(cell, new PublishUpdateDisplayData(data));
    }

    /** Stops the cell that runs, or its wait for tasks. */
    @Override
    public void interrupt() {
        surroundings.background().hurry();
        super.interrupt();
    }

    /** Returns what to tell of an interrupted cell, of the failure of one, or of both; and of the memory, if it is short. */
    Errors explain(@Nullable Throwable failure, Optional<Report> interrupted) {
        var memory = surroundings.memory();
        if (interrupted.isPresent()) {
            var report = interrupted.get();
            var errors = Errors.of(
                    report,
                    failure == null || !report.hasOtherFailure()
                            ? List.of()
                            : explain(failure).lines());
            return report.full() ? errors.with(memory.advice()) : errors;
        }
        var thrown = interrupts.failure().orElse(Objects.requireNonNull(failure));
        return Memory.isLacking(thrown) ? explain(failure).with(memory.advice(thrown)) : explain(failure);
    }

    /** What the library asks for of code that failed under one of its magics. */
    @Override
    protected List<String> formatError(Throwable failure) {
        return failure instanceof CellFailure cell ? cell.failure().lines() : super.formatError(failure);
    }

    /** Returns what to tell of a failure of {@link #run}. */
    Errors explain(Throwable failure) {
        if (failure instanceof CellFailure cell) {
            var told = cell.failure();
            return new Errors(told.name(), told.message(), told.lines());
        }
        return Errors.of(failure, formatError(failure));
    }
}
