package asynclab.kernel;

import asynclab.kernel.code.Piece;
import asynclab.kernel.code.Place;
import asynclab.kernel.errors.CellFailure;
import asynclab.kernel.output.Cells;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a cell's code through JShell and returns its last value as an object. A magic in it may run code of its own
 * meanwhile, on the thread of the cell.
 */
final class Evaluator extends CodeEvaluator {
    private final Evaluation.Parts parts;
    private final Cells cells;

    Evaluator(Evaluation.Parts parts, Cells cells) {
        super("asynclab", -1, TimeUnit.MILLISECONDS);
        this.parts = parts;
        this.cells = cells;
    }

    @Override
    public ExecutionControlProvider getExecControlProvider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "asynclab";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return parts.control();
            }
        };
    }

    @Override
    public @Nullable Object eval(JShell shell, String code) {
        var around = parts.lines().at(null);
        try {
            return new Evaluation(parts, shell, code, place(code)).all();
        } catch (CellFailure e) {
            parts.inMagic().set(around == null ? null : e);
            throw e;
        } finally {
            parts.lines().at(around);
        }
    }

    /** A magic's code stands below the magic. */
    private Place place(String code) {
        var cell = cells.current();
        var whole = cell.source();
        parts.failures().remember(new Place(cell.number(), 1).cell(), whole);
        int line = whole.endsWith(code) ? Piece.lineOf(whole, whole.length() - code.length()) : 1;
        return new Place(cell.number(), line);
    }

    @Override
    public void interrupt() {
        parts.control().stop();
    }

    @Override
    public ClassLoader getClassLoader() {
        return parts.loader().classLoader();
    }
}
