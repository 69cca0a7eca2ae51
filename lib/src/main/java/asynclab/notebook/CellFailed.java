package asynclab.notebook;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * What the code under a magic failed with, as JJava would show it without the magic. An error and no exception, because
 * JJava wraps every exception of a magic in one of its own, and the learner's would be the third in the list.
 */
final class CellFailed extends Error {
    private static final long serialVersionUID = 1;

    private static final Set<String> INVOKERS =
            Set.of("org.dflib.jjava.kernel.execution.JJavaExecutionControl", "asynclab.kernel.Control");

    private CellFailed(String message, StackTraceElement[] trace, @Nullable Throwable cause) {
        super(message, cause);
        setStackTrace(trace);
    }

    /** A magic that was used in a way it cannot follow. */
    static CellFailed because(String message) {
        return new CellFailed(message, new StackTraceElement[0], null);
    }

    /** @param thrown what {@code evalRaw} threw: JJava's wrapping of an exception of the learner's code, or its own */
    static CellFailed with(Exception thrown, BaseKernel kernel) {
        return thrown.getCause() instanceof EvalException learners
                ? of(learners)
                : because("\n" + formatted(thrown, kernel));
    }

    private static CellFailed of(EvalException thrown) {
        var cause = thrown.getCause() instanceof EvalException inner ? of(inner) : thrown.getCause();
        return new CellFailed(
                thrown.getExceptionClassName() + ": " + thrown.getMessage(), learnersFrames(thrown), cause);
    }

    /** Whether code ran and threw, and was not refused by the compiler. */
    static boolean inTheRun(Exception thrown) {
        return thrown.getCause() instanceof JShellException;
    }

    /** Without the frames of the kernel, below the learner's; JJava cuts them only where no magic lies between. */
    private static StackTraceElement[] learnersFrames(EvalException thrown) {
        var frames = Arrays.asList(thrown.getStackTrace());
        int end = 0;
        while (end < frames.size() && !INVOKERS.contains(frames.get(end).getClassName())) {
            end++;
        }
        while (end > 0
                && end < frames.size()
                && frames.get(end - 1).getClassName().contains("reflect.")) {
            end--;
        }
        return frames.subList(0, end).toArray(StackTraceElement[]::new);
    }

    /** A compiler's message with the code marked, as the kernel writes it for any cell. */
    private static String formatted(Exception thrown, BaseKernel kernel) {
        try {
            var format = formatter(kernel.getClass());
            format.setAccessible(true); // protected since JJava 1.0-a8
            var lines = (List<?>) format.invoke(kernel, thrown);
            return String.join("\n", lines.stream().map(String::valueOf).toList());
        } catch (ReflectiveOperationException e) {
            return String.valueOf(thrown);
        }
    }

    private static Method formatter(Class<?> kernel) throws NoSuchMethodException {
        try {
            return kernel.getDeclaredMethod("formatError", Throwable.class);
        } catch (NoSuchMethodException e) {
            if (kernel.getSuperclass() == null) {
                throw e;
            }
            return formatter(kernel.getSuperclass());
        }
    }
}
