package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the steps' results up to date, in order. A step counts as done only with a stamp that holds its key and a
 * result that is sound; the stamp goes before the work begins and comes back after it has ended, so that a cut-off at
 * any moment leaves a step that is made again.
 */
final class Plan {
    private final Project project;
    private final List<Step> steps;

    Plan(Project project, List<Step> steps) {
        this.project = project;
        this.steps = List.copyOf(steps);
    }

    /** Tells whether nothing is to do. */
    boolean done() throws IOException {
        for (Step step : steps) {
            if (!done(step)) {
                return false;
            }
        }
        return true;
    }

    /** How a step stands. */
    enum State {
        DONE,
        MISSING,
        STALE,
        CUT_OFF,
        BROKEN
    }

    /** Tells how a step stands, without changing anything. */
    State state(Step step) throws IOException {
        Path stamp = stamp(step.name());
        if (!Files.isRegularFile(stamp)) {
            return Files.exists(begun(step.name())) ? State.CUT_OFF : State.MISSING;
        }
        if (!Trees.read(stamp).equals(step.key())) {
            return State.STALE;
        }
        return step.sound() ? State.DONE : State.BROKEN;
    }

    private boolean done(Step step) throws IOException {
        return state(step) == State.DONE;
    }

    /**
     * Makes what is missing, stale or broken, and leaves the rest alone.
     *
     * @return whether there was anything to do
     * @throws Problem what stopped it; the steps before stay done
     */
    boolean run(Console console) throws Problem, IOException, InterruptedException {
        Trees.folder(project.lab());
        if (done()) {
            return false;
        }
        Lock lock = Lock.toBuild(project);
        try {
            Path child = project.lab().resolve("child");
            Children.endLeftOver(child);
            Children.noteIn(child);
            forgetWhatIsInPieces();
            for (Step step : steps) {
                if (!done(step)) {
                    make(step, console);
                }
            }
            Children.noteNowhere();
        } finally {
            lock.close();
        }
        return true;
    }

    private void make(Step step, Console console) throws Problem, IOException, InterruptedException {
        forget(step.name());
        String key = step.key(); // from before the work: an input that changes meanwhile is seen at the next start
        Trees.write(begun(step.name()), "");
        Trees.delete(project.log(step.name()));
        try (Progress progress = console.begin(step.title())) {
            step.make(new Work(step.title(), project.log(step.name()), progress::now, console::say));
            if (!step.sound()) {
                throw Problem.of(
                        step.title() + " was made, but does not work.",
                        "java Lab.java clean, then start again; what was done is in " + project.log(step.name()) + ".");
            }
            Trees.write(stamp(step.name()), key);
            Trees.delete(begun(step.name()));
            progress.done();
        }
    }

    // A step that was cut off, or whose result is damaged, may have left another's result in pieces: begin there.
    private void forgetWhatIsInPieces() throws IOException {
        for (Step step : steps) {
            if (Files.exists(begun(step.name())) || state(step) == State.BROKEN) {
                forget(step.restart());
            }
        }
    }

    /** Deletes the stamps of a step and of all that use its result. */
    private void forget(String name) throws IOException {
        Set<String> stale = new HashSet<>(Set.of(name));
        for (Step step : steps) {
            if (stale.contains(step.name()) || step.needs().stream().anyMatch(stale::contains)) {
                stale.add(step.name());
                Trees.delete(stamp(step.name()));
            }
        }
    }

    private Path stamp(String name) {
        return project.stamps().resolve(name);
    }

    private Path begun(String name) {
        return project.stamps().resolve(name + ".begun");
    }
}
