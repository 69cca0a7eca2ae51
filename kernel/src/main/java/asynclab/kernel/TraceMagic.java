package asynclab.kernel;

import asynclab.kernel.errors.Failures;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.jspecify.annotations.Nullable;

/** {@code %trace}: prints the whole of what was thrown last, with the frames that an error under a cell leaves out. */
final class TraceMagic implements LineMagic<@Nullable Object, BaseKernel> {
    private final Failures failures;

    TraceMagic(Failures failures) {
        this.failures = failures;
    }

    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> arguments) {
        System.out.println(failures.trace());
        return null;
    }
}
