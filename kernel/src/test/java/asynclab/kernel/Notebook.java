package asynclab.kernel;

import asynclab.kernel.code.Lines;
import asynclab.kernel.errors.CellFailure;
import asynclab.kernel.errors.Failure;
import asynclab.kernel.errors.Failures;
import asynclab.kernel.output.Cells;
import asynclab.kernel.stop.Interrupts;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.jspecify.annotations.Nullable;

/** Cells that run in the test's own JVM, without a front end: what a learner's notebook does. */
public final class Notebook implements AutoCloseable {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private static final Message<?> REQUEST = new Message<>(
            new Header<>(MessageType.EXECUTE_REQUEST), new ExecuteRequest("", false, false, Map.of(), false, false));

    /** Its tests interrupt nothing. */
    private static final Interrupts.Threads NO_OTHERS = new Interrupts.Threads() {
        @Override
        public void begin() {}

        @Override
        public List<Thread> running() {
            return List.of();
        }

        @Override
        public boolean includes(Thread calling) {
            return false;
        }
    };

    private final List<String> notes = new ArrayList<>();
    private final Lines lines = new Lines();
    private final Failures failures = new Failures(lines);
    private final Cells cells = new Cells();
    private final Evaluator evaluator;
    private final Control control;
    private final JShell shell;
    private int number;

    /** @param instrumentation to redefine classes with; without it every change copies values */
    public Notebook(Optional<Instrumentation> instrumentation) {
        var loader = new Loader(lines, instrumentation);
        control = new Control(loader, cells, new Interrupts(loader.classLoader(), NO_OTHERS), _ -> {});
        evaluator = new Evaluator(
                new Evaluation.Parts(loader, control, lines, failures, notes::add, new AtomicReference<>()), cells);
        shell = JShell.builder()
                .executionEngine(evaluator.getExecControlProvider(), Map.of())
                .compilerOptions("--enable-preview", "--source", "25")
                .build();
        if (!lines.follow(shell)) {
            throw new IllegalStateException("this JDK's JShell is not the one the kernel knows");
        }
        for (var name : List.of("io", "time", "util", "util.concurrent", "util.concurrent.atomic", "util.function")) {
            evaluator.eval(shell, "import java." + name + ".*;");
        }
    }

    /** Makes one that redefines no class. */
    public static Notebook open() {
        return new Notebook(Optional.empty());
    }

    /** Runs a cell and returns its value. */
    public @Nullable Object run(String code) {
        notes.clear();
        cells.open(++number, code, REQUEST);
        control.interrupts().begin();
        try {
            return evaluator.eval(shell, code);
        } finally {
            control.interrupts().end();
        }
    }

    /** Runs cells and returns the value of the last. */
    public @Nullable Object runAll(String... codes) {
        Object last = null;
        for (var code : codes) {
            last = run(code);
        }
        return last;
    }

    /** Runs a cell that fails, and returns what its learner is told. */
    public Failure fail(String code) {
        try {
            throw new AssertionError("the cell has not failed; its value is " + run(code));
        } catch (CellFailure e) {
            return e.failure();
        }
    }

    /** Runs a cell that fails, and returns all that its learner reads, without the colours. */
    public String failureOf(String code) {
        return plain(String.join("\n", fail(code).lines()));
    }

    /** Returns what was told under the last cell beside its value. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Returns the class that JShell has made of the declaration of a name, imports and all. */
    public String compiled(String name) {
        return shell.snippets()
                .filter(one -> one instanceof DeclarationSnippet declaration
                        && declaration.name().equals(name)
                        && shell.status(one).isActive())
                .map(one -> shell.sourceCodeAnalysis().wrapper(one).wrapped())
                .findFirst()
                .orElseThrow();
    }

    public Failures failures() {
        return failures;
    }

    public static String plain(String text) {
        return COLOUR.matcher(text).replaceAll("");
    }

    @Override
    public void close() {
        shell.close();
        control.close();
    }
}
