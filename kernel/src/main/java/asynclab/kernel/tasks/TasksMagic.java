package asynclab.kernel.tasks;

import asynclab.Picture;
import asynclab.internal.Screen;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.jspecify.annotations.Nullable;

/** {@code %tasks}: which tasks are alive, who started whom, what each does and where. */
final class TasksMagic implements LineMagic<@Nullable Object, BaseKernel> {
    /** One line of help. */
    static final String HELP =
            "%tasks shows the tasks that cells have left running; %tasks wait 30 makes each cell wait for its own, up"
                    + " to 30 s, %tasks wait auto only where no browser is";

    private final Tasks tasks;
    private final Patience patience;

    /** Shows these tasks. */
    TasksMagic(Tasks tasks, Patience patience) {
        this.tasks = tasks;
        this.patience = patience;
    }

    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> args) {
        if (args.isEmpty()) {
            Screen.current().show(picture());
        } else if (args.size() != 2 || !args.getFirst().equals("wait") || !patience.set(args.getLast())) {
            throw new IllegalArgumentException("%tasks does not know \"" + String.join(" ", args) + "\". " + HELP);
        }
        return null;
    }

    private Picture picture() {
        var alive = tasks.byCell();
        var blind = JvmThreads.isComplete() ? "" : " This JDK does not list virtual threads: they are missing here.";
        if (alive.isEmpty()) {
            return Picture.of("No tasks: every thread that a cell has started has ended." + blind);
        }
        var number = alive.size() == 1 ? " " + alive.keySet().iterator().next().number() : "";
        return TreePicture.of(TaskTree.of(alive, JvmThreads.all()), "`%stop" + number + "` stops them." + blind);
    }
}
