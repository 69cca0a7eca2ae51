package asynclab.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What the JJava kernel loads when the library is on its class path. A fault in here must not cost the learner the
 * kernel: it is reported once, in one sentence, and the notebook works as on a plain kernel.
 */
public final class NotebookExtension implements Extension {
    /** Called by the kernel's service loader. */
    public NotebookExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        try {
            Installation.into(kernel);
        } catch (Exception | LinkageError e) { // LinkageError: a JJava or a class path this build does not know
            System.err.println("AsyncLab's pictures and live views are not, or not all, available in this kernel: " + e
                    + ". The rest of the notebook works.");
        }
    }
}
