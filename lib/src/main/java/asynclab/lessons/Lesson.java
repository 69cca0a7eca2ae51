package asynclab.lessons;

import asynclab.Lab;
import asynclab.exercise.Assignment;
import asynclab.exercise.Exercise;
import asynclab.exercise.Standings;
import asynclab.web.PracticeWeb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * What every lesson offers its notebook: its exercises, the practice web, seeded chance, predictions, progress and a doctor. A
 * lesson is opened by its own class, {@code Lesson01.open()}.
 *
 * <p>Safe for any thread.
 */
public abstract class Lesson {
    private static final long SEED = 42;

    private final String number;
    private final Predictions predictions = new Predictions();
    private final Standings standings = Standings.ofThisUser();
    private final List<Exercise<?>> exercises = new ArrayList<>(); // filled while the lesson is made, never after

    private @Nullable Titles titles; // guarded by this

    /** For the lessons; costs nothing until {@link #opened}. */
    protected Lesson(String number) {
        this.number = number;
    }

    /** For the lessons' {@code open()}: says in one line that all is ready, starting the practice web on the way. */
    protected static <L extends Lesson> L opened(L lesson) {
        System.out.println("Ready · lesson %s · JDK %s · practice web %s · seed %d"
                .formatted(
                        lesson.number(),
                        System.getProperty("java.version"),
                        lesson.web().base(),
                        SEED));
        return lesson;
    }

    /** For the lessons: an exercise of this one, to be kept in a field that is named like it. */
    protected final <A> Exercise<A> exercise(Assignment<A> assignment) {
        var exercise = new Exercise<>(number, assignment, standings);
        exercises.add(exercise);
        return exercise;
    }

    /** The number of this lesson, two digits. */
    public final String number() {
        return number;
    }

    /** The exercises of this lesson, in order. */
    public final List<Exercise<?>> exercises() {
        return List.copyOf(exercises);
    }

    /** The practice web: a small web site on this machine, for trying things out. The same one in every lesson. */
    public final PracticeWeb web() {
        return PracticeWeb.shared();
    }

    /** The program that runs through the course, and the table of how each lesson wrote it. */
    public final synchronized Titles titles() {
        if (titles == null) {
            titles = new Titles(
                    web().site(SEED, Titles.SIZE),
                    new TitlesTable(standings.folder().resolve("titles.tsv")));
        }
        return titles;
    }

    /** A source of chance that gives the same numbers in every run, so that your run matches the text of the lesson. */
    public final RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    }

    /**
     * Keeps your guess of how long something will take, to be compared by {@link #reveal}. Guess again to change it.
     *
     * @param what a name for the thing you guess, as the lesson gives it
     * @param guess how long you think it takes; zero means that you have not guessed yet
     */
    public final void predict(String what, Duration guess) {
        System.out.println(predictions.keep(what, guess));
    }

    /** Compares what happened with what you guessed for the same name. */
    public final void reveal(String what, Duration measured) {
        System.out.println(predictions.compare(what, measured));
    }

    /** Shows how far you have come, in all lessons. */
    public final void progress() {
        Lab.show(ProgressCard.of(standings));
    }

    /** Checks this kernel and says, line by line, what is well and what to do about what is not. */
    public final void doctor() {
        Lab.show(Doctor.examine(web()));
    }
}
