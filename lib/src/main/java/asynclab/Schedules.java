package asynclab;

import asynclab.Schedule.Verdict;
import asynclab.internal.Sheet;
import asynclab.internal.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes of a {@link Race} under many schedules: how often which result, whether it is right, and a schedule that
 * leads to it, to be looked at step by step.
 *
 * {@snippet :
 * var schedules = Schedules.of(200, program);
 * show(schedules);                                  // result, count, share, verdict, first seed
 * schedules.firstWrong().ifPresent(Lab::show);      // the steps that led to it
 * }
 *
 * <p>The tasks run on real threads of their own, of which one at a time has a baton: it runs to its next
 * {@link Race#point}, and a draw decides who runs next. So a race that shows once in a million runs shows here in a
 * fraction of them, and each time for the same seed. The seeds are 0, 1, 2 and so on.
 *
 * <p>Steps are whole: what happens between two points is seen by others all at once, and what processors and compilers
 * reorder is not shown. For that there is jcstress. A task that is blocked, by a lock say, leaves the baton to the others;
 * once it comes free it runs on beside them to its next point. Code that sleeps, or asks the time, may go differently
 * under the same seed.
 *
 * <p>Tasks that wait for each other, or do not end, are stopped by an interrupt if that helps. If it does not, their
 * threads stay behind, as daemons; so after three such schedules no more are run, and {@link #count()} tells.
 *
 * <p>Immutable. Interrupting {@link #of} or {@link #replay} ends the race.
 */
public final class Schedules implements Showable {
    private static final int MOST_STUCK = 3;

    private final Race.Program program;
    private final List<Schedule> all;

    private Schedules(Race.Program program, List<Schedule> all) {
        this.program = program;
        this.all = List.copyOf(all);
    }

    /**
     * Runs the program's race under so many schedules; some will be the same.
     *
     * @throws IllegalArgumentException if {@code count} is below 1
     * @throws IllegalStateException if the program declares no task, or not what is right
     * @throws InterruptedException if the current thread is interrupted
     * @throws Exception what the program throws while it declares a race, or reading the result does
     */
    public static Schedules of(int count, Race.Program program) throws Exception {
        if (count < 1) {
            throw new IllegalArgumentException("count must be >= 1 schedule, got " + count);
        }
        var all = new ArrayList<Schedule>();
        int stuck = 0;
        for (long seed = 0; seed < count && stuck < MOST_STUCK; seed++) {
            var schedule = Baton.run(Race.declaredBy(program), seed);
            all.add(schedule);
            stuck += schedule.verdict() == Verdict.STUCK ? 1 : 0;
        }
        return new Schedules(program, all);
    }

    /** Runs the race once more, under the schedule of this seed. */
    public Schedule replay(long seed) throws Exception {
        return Baton.run(Race.declaredBy(program), seed);
    }

    /** How many schedules were run. */
    public int count() {
        return all.size();
    }

    /** How many of them ended like this. */
    public int count(Verdict verdict) {
        return (int)
                all.stream().filter(schedule -> schedule.verdict() == verdict).count();
    }

    /** How many different orders of steps were among them. */
    public int different() {
        return (int) all.stream().map(Schedule::steps).distinct().count();
    }

    /** The first schedule that is anything but right; empty if all are. */
    public Optional<Schedule> firstWrong() {
        return all.stream()
                .filter(schedule -> schedule.verdict() != Verdict.RIGHT)
                .findFirst();
    }

    /** The table of results. */
    @Override
    public Picture picture() {
        return Picture.of(sheet().text()).withHtml(sheet().html());
    }

    /** The table as text. */
    @Override
    public String toString() {
        return sheet().text();
    }

    private Sheet sheet() {
        record Kind(Verdict verdict, String result) {}
        Map<Kind, List<Schedule>> kinds = new LinkedHashMap<>();
        for (var verdict : Verdict.values()) {
            all.stream()
                    .filter(schedule -> schedule.verdict() == verdict)
                    .forEach(schedule -> kinds.computeIfAbsent(
                                    new Kind(verdict, schedule.result()), _ -> new ArrayList<>())
                            .add(schedule));
        }
        var rows = new ArrayList<List<String>>();
        kinds.forEach((kind, schedules) -> rows.add(List.of(
                Texts.cut(kind.result().lines().findFirst().orElse(""), 60),
                Texts.grouped(schedules.size()),
                Math.round(100.0 * schedules.size() / all.size()) + " %",
                kind.verdict().word(),
                String.valueOf(schedules.getFirst().seed()))));
        var title = Texts.counted(all.size(), "schedule", "schedules") + ", " + different() + " of them different"
                + (count(Verdict.STUCK) >= MOST_STUCK ? "; stopped, as " + MOST_STUCK + " did not end" : "");
        return new Sheet(title, List.of("result", "count", "share", "verdict", "first seed"), rows);
    }
}
