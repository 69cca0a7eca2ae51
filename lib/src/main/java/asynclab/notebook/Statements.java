package asynclab.notebook;

import asynclab.internal.Blanked;
import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a cell that ends in a statement from printing what the statement returned and nobody asked for: the id of
 * {@code display(x);}, the {@code true} of {@code list.add(x);}. What is no statement in Java, {@code x} or {@code x;},
 * is still shown.
 *
 * <p>JJava prints the value of whatever comes last and asks only the renderer, which does not know the code. So this
 * renderer stands in for JJava's, hears from JShell which snippet ran last, and answers "nothing" for a statement.
 */
final class Statements extends Renderer {
    /** The code JJava makes of a magic ends as a statement too; what counts is what ran inside. */
    private static final String MAGIC = "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.";

    /** Cells are evaluated by the thread that reads messages; what a magic evaluates, by the one that runs the cell. */
    private static final String EXECUTOR = "jjava-exec-";

    private static final String ECHO = "org.dflib.jjava.jupyter.kernel.RenderedEvalBuilder";

    private final Renderer jjava;
    private volatile boolean lastWasStatement; // set by the thread that evaluates, read by the one that renders
    private volatile boolean ranInMagic; // set and read by the threads that evaluate, one at a time

    Statements(Renderer jjava) {
        this.jjava = jjava;
    }

    /** @throws ReflectiveOperationException if this JJava keeps its renderer or its JShell elsewhere */
    static void into(BaseKernel kernel) throws ReflectiveOperationException {
        var shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        var field = BaseKernel.class.getDeclaredField("renderer");
        field.setAccessible(true);
        var statements = new Statements(kernel.getRenderer());
        field.set(kernel, statements);
        shell.onSnippetEvent(statements::ran);
    }

    private void ran(SnippetEvent event) {
        if (event.causeSnippet() != null) {
            return; // an earlier snippet that had to be compiled again
        }
        boolean inMagic = Thread.currentThread().getName().startsWith(EXECUTOR);
        if (!event.snippet().source().startsWith(MAGIC)) {
            lastWasStatement = Blanked.isStatement(event.snippet().source());
        } else if (!inMagic && !ranInMagic) {
            lastWasStatement = false; // a magic that ran no code has a value of its own
        }
        ranInMagic = inMagic;
    }

    @Override
    public @Nullable DisplayData render(Object value) {
        return lastWasStatement && isEcho() ? null : jjava.render(value);
    }

    /** Whether the cell's last value is rendered, and not what a cell shows by calling {@code display}. */
    private static boolean isEcho() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackFrame::getClassName)
                        .filter(name -> !name.equals(Statements.class.getName()))
                        .findFirst()
                        .filter(ECHO::equals)
                        .isPresent());
    }

    @Override
    public DisplayData render(Object value, Map<String, Object> parameters) {
        return jjava.render(value, parameters);
    }

    @Override
    public DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
        return jjava.renderAs(value, parameters, types);
    }

    @Override
    public <T> void register(
            Set<MIMEType> supported,
            Set<MIMEType> preferred,
            Set<Class<? extends T>> types,
            RenderFunction<T> function) {
        jjava.register(supported, preferred, types, function);
    }
}
