package asynclab.notebook;

import asynclab.Picture;
import asynclab.Timeline;
import asynclab.internal.Screen;
import asynclab.internal.Texts;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.jspecify.annotations.Nullable;

/**
 * {@code %%timeline}, first in a cell: runs the rest of the cell as usual and draws what its threads did. Variables stay,
 * the last value is shown, and the picture is drawn also when the cell fails.
 */
final class TimelineMagic implements CellMagic<@Nullable Object, BaseKernel>, LineMagic<@Nullable Object, BaseKernel> {
    private static final String HELP =
            "%%timeline, alone on the first line of a cell, draws what the threads of the rest"
                    + " of the cell did. Words behind it become the title: %%timeline three tasks";

    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> args, String body) throws Exception {
        for (var word : args) {
            if (word.startsWith("-")) {
                throw CellFailed.because("%%timeline has no option " + word
                        + "; it takes only words, which become the title: %%timeline three tasks");
            }
        }
        if (body.isBlank()) {
            return help();
        }
        return record(kernel, String.join(" ", args), body);
    }

    /** {@code %timeline}, or {@code %%timeline} with nothing below. */
    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> args) {
        return help();
    }

    private static @Nullable Object help() {
        Screen.current().show(Picture.of(HELP));
        return null;
    }

    private static @Nullable Object record(BaseKernel kernel, String title, String body) throws Exception {
        var result = new AtomicReference<@Nullable Object>();
        var failure = new AtomicReference<@Nullable Exception>();
        var timeline = Timeline.record(() -> {
            try {
                result.set(kernel.evalRaw(body));
            } catch (Exception e) { // kept: first the picture, then the error
                failure.set(e);
            }
        });
        var thrown = failure.get();
        if (thrown == null || CellFailed.inTheRun(thrown)) { // there is nothing to see of code that does not compile
            show(title, timeline);
        }
        if (thrown != null) {
            throw CellFailed.with(thrown, kernel);
        }
        return result.get();
    }

    private static void show(String title, Timeline timeline) {
        if (!title.isEmpty()) {
            Screen.current().show(Picture.of(title).withHtml("<strong>" + Texts.escaped(title) + "</strong>"));
        }
        Screen.current().show(timeline.picture());
    }
}
