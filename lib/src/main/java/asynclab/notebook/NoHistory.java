package asynclab.notebook;

import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;

/**
 * Answers a front end that asks for earlier inputs: there are none. JJava, which has no history, does not answer at
 * all, not even with the busy and idle that the protocol wants around every request. JupyterLab asks for the history
 * whenever it has connected, and nothing else it hears before the first cell counts for it as a status. So it showed a
 * kernel that was ready, after its start, a restart or a reload of the page, as unknown and as if it were offline.
 */
final class NoHistory implements HistoryManager {
    /** @throws ReflectiveOperationException if this JJava keeps its history elsewhere */
    static void into(BaseKernel kernel) throws ReflectiveOperationException {
        if (kernel.getHistoryManager() == null) {
            var field = BaseKernel.class.getDeclaredField("historyManager");
            field.setAccessible(true);
            field.set(kernel, new NoHistory());
        }
    }

    @Override
    public List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
        return List.of();
    }

    @Override
    public List<HistoryEntry> lookupRange(int session, int start, int stop, Set<ResultFlag> flags) {
        return List.of();
    }

    @Override
    public List<HistoryEntry> search(String pattern, int length, Set<ResultFlag> flags) {
        return List.of();
    }
}
