package asynclab.kernel.output;

import java.util.Optional;
import org.dflib.jjava.jupyter.messages.Message;

/** What a front end says about the place of a cell in its notebook. */
public final class Places {
    /** JupyterLab, Notebook 7 and VS Code name the cell like this, jupyter-server-nbmodel like that. */
    private static final String[] KEYS = {"cellId", "cell_id"};

    private Places() {}

    /**
     * The cell's own id, the same in each of its runs, also after the page was loaded again; nothing if the front end has
     * no cells, or does not name them.
     */
    public static Optional<String> of(Message<?> request) {
        if (request.getMetadata() != null) {
            for (var key : KEYS) {
                if (request.getMetadata().get(key) instanceof String place && !place.isBlank()) {
                    return Optional.of(place);
                }
            }
        }
        return Optional.empty();
    }
}
