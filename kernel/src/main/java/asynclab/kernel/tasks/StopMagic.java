package asynclab.kernel.tasks;

import asynclab.Picture;
import asynclab.internal.Screen;
import asynclab.internal.Texts;
import asynclab.kernel.output.Cell;
import asynclab.kernel.stop.Stops;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.jspecify.annotations.Nullable;

/** {@code %stop}: interrupts the tasks that cells have left running, and says what came of it. */
final class StopMagic implements LineMagic<@Nullable Object, BaseKernel> {
    /** One line of help. */
    static final String HELP = "%stop 7 stops the tasks of cell 7, %stop those of all cells";

    /** For how long tasks may clean up before they count as not stopped. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** For how long tasks may react to the interrupt before their loops are ended. */
    private static final Duration MANNERS = Duration.ofMillis(300);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(4);

    private final Tasks tasks;

    /** Stops these tasks. */
    StopMagic(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object eval(BaseKernel kernel, List<String> args) throws InterruptedException {
        if (args.isEmpty()) {
            stop("", _ -> true);
            return null;
        }
        if (args.size() != 1 || !args.getFirst().matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "%stop takes the number of one cell, or nothing; got \"" + String.join(" ", args) + "\". " + HELP);
        }
        int number = Integer.parseInt(args.getFirst());
        stop(
                " of cell " + number,
                cell -> cell.number() == number || cell.latest().number() == number);
        return null;
    }

    /** Stops the tasks of all cells at once, on the thread that calls it; says it under the cell that ran last. */
    void allAsFull() {
        try {
            end("", _ -> true, Duration.ZERO, said -> System.err.println("The heap was full. " + said));
        } catch (InterruptedException e) {
            // a learner's program found this thread; it will be called again
        }
    }

    private void stop(String whose, Predicate<Cell> wanted) throws InterruptedException {
        end(whose, wanted, MANNERS, said -> Screen.current().show(Picture.of(said)));
    }

    /** @param manners for how long tasks may react to the interrupt before their loops are ended */
    private void end(String whose, Predicate<Cell> wanted, Duration manners, Consumer<String> say)
            throws InterruptedException {
        Set<Thread> asked = Collections.synchronizedSet(new LinkedHashSet<>()); // read at checkpoints too
        long begin = System.nanoTime();
        long progress = begin;
        var left = tasks(wanted);
        Stops.Order order = null;
        try {
            // A hundred thousand take more than the grace to be woken: it counts from when one of them ended last.
            while (!left.running().isEmpty() && System.nanoTime() - progress < GRACE.toNanos()) {
                for (var task : left.running()) {
                    if (asked.add(task)) { // once: a second interrupt would come in the middle of its cleaning up
                        task.interrupt();
                    }
                }
                if (order == null && System.nanoTime() - begin >= manners.toNanos()) {
                    order = Stops.order(asked::contains);
                }
                Thread.sleep(BETWEEN_LOOKS);
                int before = left.running().size();
                left = tasks(wanted);
                if (left.running().size() < before) {
                    progress = System.nanoTime();
                }
            }
        } finally {
            if (order != null) {
                order.close();
            }
        }
        if (!asked.isEmpty() || !manners.isZero()) {
            say.accept(said(whose, asked, left));
        }
    }

    private Tasks.Left tasks(Predicate<Cell> wanted) {
        return Tasks.sorted(tasks.where(wanted));
    }

    static String said(String whose, Set<Thread> asked, Tasks.Left left) {
        var stopped = asked.stream()
                .filter(task -> !task.isAlive())
                .sorted(Comparator.comparingLong(Thread::threadId))
                .toList();
        var text = new StringBuilder();
        if (asked.isEmpty()) {
            text.append("Nothing to stop: there are no running tasks")
                    .append(whose)
                    .append('.');
        } else {
            text.append("Stopped ")
                    .append(Texts.counted(stopped.size(), "task", "tasks"))
                    .append(whose);
            text.append(stopped.isEmpty() ? "." : ": " + Tasks.names(stopped) + ".");
        }
        left.running().stream()
                .limit(Tasks.NAMES)
                .forEach(task -> text.append("\nStill running after ")
                        .append(Texts.span(GRACE))
                        .append(", it ignores the interrupt: ")
                        .append(Tasks.name(task))
                        .append(" (")
                        .append(Doing.of(task).what())
                        .append(')'));
        if (!left.idle().isEmpty()) {
            text.append('\n')
                    .append(Texts.counted(left.idle().size(), "idle pool thread", "idle pool threads"))
                    .append(" left: they end when their executor is closed.");
        }
        return text.toString();
    }
}
