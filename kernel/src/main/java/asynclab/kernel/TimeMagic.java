package asynclab.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.kernel.JavaKernel;
import org.jspecify.annotations.Nullable;

/** {@code %time} for a statement and {@code %%time} for a cell: the time that passed, and the processor's for this thread. */
final class TimeMagic
        implements LineMagic<@Nullable DisplayData, JavaKernel>, CellMagic<@Nullable DisplayData, JavaKernel> {
    @Override
    public @Nullable DisplayData eval(JavaKernel kernel, List<String> arguments) {
        return eval(kernel, List.of(), String.join(" ", arguments));
    }

    @Override
    public @Nullable DisplayData eval(JavaKernel kernel, List<String> arguments, String code) {
        if (code.isBlank()) {
            return new DisplayData("%time followed by a statement, or %%time above a cell, tells how long it takes.");
        }
        try (var watch = Stopwatch.start()) {
            try {
                return kernel.evalBuilder(code).resolveMagics().renderResults().eval();
            } finally {
                kernel.display(new DisplayData("Wall time: " + seconds(watch.passed()) + " · processor, this thread: "
                        + seconds(watch.worked())));
            }
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }
}
