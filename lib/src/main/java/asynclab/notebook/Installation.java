package asynclab.notebook;

import asynclab.internal.Screen;
import java.util.concurrent.Executors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Puts everything of this package into a kernel. */
final class Installation {
    private Installation() {}

    static void into(BaseKernel kernel) throws ReflectiveOperationException {
        Renderers.register(kernel.getRenderer());
        kernel.getMagicsRegistry().registerCellMagic("timeline", new TimelineMagic());
        kernel.getMagicsRegistry().registerLineMagic("timeline", new TimelineMagic());
        // never shut down: a daemon that ends with the JVM, so that a task still alive then finds its screen
        var thread = Executors.newSingleThreadExecutor(Installation::daemon);
        Screen.install(new NotebookScreen(wire(kernel), thread));
        Statements.into(kernel);
        NoHistory.into(kernel);
        WarmUp.start(kernel.getIO()::isAttached);
    }

    private static NotebookScreen.Wire<?> wire(BaseKernel kernel) throws ReflectiveOperationException {
        return kernel instanceof CellDisplay<?> placing ? new KernelWire<>(placing) : new JJavaWire(kernel);
    }

    private static Thread daemon(Runnable work) {
        return Thread.ofPlatform()
                .name("asynclab-screen")
                .daemon()
                .inheritInheritableThreadLocals(
                        false) // it is made by the first task that shows something, and is nobody's
                .unstarted(work);
    }
}
