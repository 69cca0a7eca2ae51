package asynclab.kernel;

import asynclab.kernel.stop.CellStopped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.CompilationException;
import org.jspecify.annotations.Nullable;

/** Runs a cell's code through JShell, snippet by snippet, and returns its last value as an object. */
final class Evaluator extends CodeEvaluator {
    /** What JJava's statics return for a magic without a value, as JShell shows it. */
    private static final String NO_VALUE = "\"__NO_MAGIC_RETURN\"";

    private final Loader loader;
    private final Control control;

    Evaluator(String name, Loader loader, Control control) {
        super(name, -1, TimeUnit.MILLISECONDS);
        this.loader = loader;
        this.control = control;
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
                return control;
            }
        };
    }

    @Override
    protected @Nullable Object evalSingle(JShell shell, String code) {
        control.interrupts().check();
        control.takeThrown();
        List<SnippetEvent> events = shell.eval(code);
        Object result = null;
        for (var event : events) {
            if (event.status() == Status.OVERWRITTEN) {
                shell.drop(event.snippet());
            } else if (event.value() != null) {
                result = value(event);
            }
        }
        for (var event : events) {
            if (event.causeSnippet() == null) {
                check(event);
            }
        }
        return result;
    }

    private @Nullable Object value(SnippetEvent event) {
        var kind = event.snippet().subKind();
        var value = kind.isExecutable() ? control.take(event.value()) : event.value();
        return switch (kind) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND ->
                NO_VALUE.equals(value) ? null : value;
            default -> null;
        };
    }

    private void check(SnippetEvent event) {
        if (event.exception() instanceof EvalException thrown) {
            if (control.takeThrown() instanceof CellStopped stopped) {
                throw stopped;
            }
            throw new RuntimeException(thrown.getExceptionClassName() + ", " + thrown.getMessage(), thrown);
        }
        if (event.exception() != null) {
            throw new RuntimeException(event.exception());
        }
        if (event.status() != Status.RECOVERABLE_NOT_DEFINED && !event.status().isDefined()) {
            throw new CompilationException(event);
        }
    }

    @Override
    public void interrupt() {
        control.stop();
    }

    @Override
    public ClassLoader getClassLoader() {
        return loader.classLoader();
    }
}
