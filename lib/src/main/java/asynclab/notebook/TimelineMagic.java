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
    public @Nullable Object eval(BaseKernel kernel, List<String> args, String body) {
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

    private static @Nullable Object record(BaseKernel kernel, String title, String body) {
        var result = new AtomicReference<@Nullable Object>();
        var refused = new AtomicReference<@Nullable Exception>();
        try {
            var timeline = Timeline.record(() -> run(kernel, title, body, result, refused));
            var wrong = refused.get();
            if (wrong != null) { // there is nothing to see of code that does not compile
                throw CellFailed.with(wrong, kernel);
            }
            showTitle(title);
            Screen.current().show(timeline.picture());
            return result.get();
        } catch (Exception e) {
            throw CellFailed.with(e, kernel);
        }
    }

    /** What fails in the run is thrown: the recording draws it as failed, and shows itself. */
    private static void run(
            BaseKernel kernel,
            String title,
            String body,
            AtomicReference<@Nullable Object> result,
            AtomicReference<@Nullable Exception> refused)
            throws Exception {
        try {
            result.set(kernel.evalRaw(body));
        } catch (Exception e) {
            if (CellFailed.inTheRun(e)) {
                showTitle(title);
                throw e;
            }
            refused.set(e);
        }
    }

    private static void showTitle(String title) {
        if (!title.isEmpty()) {
            Screen.current().show(Picture.of(title).withHtml("<strong>" + Texts.escaped(title) + "</strong>"));
        }
    }
}
