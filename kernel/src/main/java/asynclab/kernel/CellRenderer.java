package asynclab.kernel;

import asynclab.kernel.stop.Interrupts;
import java.util.Map;
import java.util.function.Supplier;
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
        return onMain(() -> super.render(value));
    }

    @Override
    public @Nullable DisplayData render(Object value, Map<String, Object> parameters) {
        return onMain(() -> super.render(value, parameters));
    }

    @Override
    public @Nullable DisplayData renderAs(Object value, String... types) {
        return onMain(() -> super.renderAs(value, types));
    }

    @Override
    public @Nullable DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
        return onMain(() -> super.renderAs(value, parameters, types));
    }

    private @Nullable DisplayData onMain(Supplier<@Nullable DisplayData> code) {
        try {
            return (DisplayData) interrupts.call(code::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // a supplier throws none
        }
    }
}
