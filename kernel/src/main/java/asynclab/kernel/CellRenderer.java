package asynclab.kernel;

import asynclab.kernel.stop.Interrupts;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.jspecify.annotations.Nullable;

/** Shows values on the thread of the cell: a learner's {@code toString} may print, fail, or never end. */
final class CellRenderer extends Renderer {
    private final Interrupts interrupts;

    CellRenderer(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public @Nullable DisplayData render(Object value) {
        return interrupts.show(() -> super.render(value));
    }

    @Override
    public @Nullable DisplayData render(Object value, Map<String, Object> parameters) {
        return interrupts.show(() -> super.render(value, parameters));
    }

    @Override
    public @Nullable DisplayData renderAs(Object value, String... types) {
        return interrupts.show(() -> super.renderAs(value, types));
    }

    @Override
    public @Nullable DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
        return interrupts.show(() -> super.renderAs(value, parameters, types));
    }
}
