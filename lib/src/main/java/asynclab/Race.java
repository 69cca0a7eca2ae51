package asynclab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Two or three tasks that share something, what is right in the end, and the points between which their steps are:
 * declared anew for each of many {@link Schedules}.
 *
 * {@snippet :
 * var schedules = Schedules.of(200, race -> {
 *     var count = new int[1];
 *     Action increment = () -> {
 *         int seen = count[0];
 *         Race.point("read");
 *         count[0] = seen + 1;
 *     };
 *     race.task("A", increment).task("B", increment).expect(2, () -> count[0]);
 * });
 * }
 *
 * <p>Make the shared things inside the declaration: each schedule shall find them new. Belongs to the thread that
 * declares; {@link #point} is for the tasks.
 */
public final class Race {
    /** Declares the tasks and what is right, on things it makes itself. */
    @FunctionalInterface
    public interface Program {
        /** Declares one race. */
        void declare(Race race) throws Exception;
    }

    /** What is right, and how to see what came out. */
    record Expected(@Nullable Object right, Callable<?> result) {}

    private final List<Racer> racers = new ArrayList<>();
    private Optional<Expected> expected = Optional.empty();

    private Race() {}

    /** One declaration of the program, checked. */
    static Race declaredBy(Program program) throws Exception {
        var race = new Race();
        program.declare(race);
        if (race.racers.isEmpty() || race.expected.isEmpty()) {
            throw new IllegalStateException(
                    "a race needs tasks, by race.task(name, body), and what is right in the end, by"
                            + " race.expect(right, result). It has " + Words.tasks(race.racers.size()));
        }
        return race;
    }

    /**
     * Declares a task; it runs on a platform thread of this name.
     *
     * @throws IllegalArgumentException if the name is blank or taken
     */
    public Race task(String name, Action body) {
        if (name.isBlank() || racers.stream().anyMatch(racer -> racer.name().equals(name))) {
            throw new IllegalArgumentException("each task of a race needs a name of its own, got \"" + name + "\"");
        }
        racers.add(new Racer(name, body));
        return this;
    }

    /** Declares what is right, and what to compare it with once all tasks have ended. */
    public void expect(@Nullable Object right, Callable<?> result) {
        expected = Optional.of(new Expected(right, result));
    }

    /**
     * Marks a point in a task's code where another task may get its turn: this one waits until it gets one again. In a
     * thread that takes part in no race it does nothing, so the mark may stay in code that others use.
     *
     * @param name where this is, as the table of a schedule shows it
     */
    public static void point(String name) {
        Racer.current().ifPresent(racer -> racer.pauseAt(name));
    }

    List<Racer> racers() {
        return List.copyOf(racers);
    }

    Expected expected() {
        return expected.orElseThrow();
    }
}
