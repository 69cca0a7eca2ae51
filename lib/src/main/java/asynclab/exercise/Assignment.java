package asynclab.exercise;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * An exercise as its author declares it: what is asked, what is tried, what must show, which wrong answers must be rejected.
 *
 * {@snippet :
 * Assignment.of("q2", Breakfast.class, "Breakfast in half the time")
 *         .minutes(10)
 *         .baseline("one by one", stage -> ...)
 *         .trial("three errands", (answer, stage) -> answer.breakfast(new Kitchen(stage)),
 *                 resultEquals(List.of("tea is ready", ...)), overlap().atLeast(1.9), ratioTo("one by one").atMost(0.6))
 *         .hints("Start all three before you wait for the first.", "...")
 *         .mutant("OneByOne", "overlap")
 * }
 *
 * <p>Immutable: each method gives a changed copy.
 *
 * @param <A> the functional interface that answers implement
 */
public final class Assignment<A> {
    /** What a baseline does: the same work in a known way. */
    @FunctionalInterface
    public interface Work {
        /** Does it, with a stage of its own. */
        void run(Stage stage) throws Exception;
    }

    /** Work that is measured in the same process, right after the answer. */
    record Baseline(String name, Work work) {}

    /**
     * A wrong answer that must be rejected.
     *
     * @param name   of its Java file
     * @param breaks the property that must be found broken
     */
    public record Mutant(String name, String breaks) {}

    private final String id;
    private final Class<A> type;
    private final String title;

    // Set in a copy before anybody else sees it.
    private int minutes = 10;
    private double points = 1;
    private Duration limit = Duration.ofSeconds(10);
    private String handedOver;
    private List<Baseline> baselines = List.of();
    private List<Trial<A>> trials = List.of();
    private List<String> hints = List.of();
    private List<Mutant> mutants = List.of();

    private Assignment(String id, Class<A> type, String title) {
        this.id = id;
        this.type = type;
        this.title = title;
        this.handedOver = "this::" + method(type);
    }

    /**
     * An exercise without trials yet.
     *
     * @param id    {@code q1}, {@code q2}: the name of its field
     * @param type  the functional interface that gives answers their shape
     * @param title in the imperative: {@code Run breakfast together}
     */
    public static <A> Assignment<A> of(String id, Class<A> type, String title) {
        return new Assignment<>(id, type, title);
    }

    /** How long a learner takes; 10 unless said. */
    public Assignment<A> minutes(int value) {
        return with(copy -> copy.minutes = value);
    }

    /** What all properties together are worth in a grade; 1 unless said. */
    public Assignment<A> points(double value) {
        return with(copy -> copy.points = value);
    }

    /** How long one trial may take before it is given up; 10 s unless said. */
    public Assignment<A> within(Duration value) {
        return with(copy -> copy.limit = value);
    }

    /**
     * How the check cell hands the answer over, if not as the method that is named like the interface's: an expression such as
     * {@code size -> new MyPool(size)}. Solutions and mutants are handed over in the same way.
     */
    public Assignment<A> handedOver(String expression) {
        return with(copy -> copy.handedOver = expression);
    }

    /** Work to compare times with, see {@link Evidence#ratioTo}: measured in the same process as the answer. */
    public Assignment<A> baseline(String name, Work work) {
        return with(copy -> copy.baselines = plus(baselines, new Baseline(name, work)));
    }

    /** Something to try with the answer, and what must show; structure before time. */
    public Assignment<A> trial(String name, Trial.Body<A> body, Evidence... evidence) {
        return with(copy -> copy.trials = plus(trials, new Trial<>(name, body, List.of(evidence))));
    }

    /** Hints, each saying a little more than the one before. */
    public Assignment<A> hints(String... values) {
        return with(copy -> copy.hints = List.of(values));
    }

    /** A wrong answer, in a Java file of this name beside the solution, that breaks this property. */
    public Assignment<A> mutant(String name, String breaks) {
        return with(copy -> copy.mutants = plus(mutants, new Mutant(name, breaks)));
    }

    /** Its name, {@code q1}. */
    public String id() {
        return id;
    }

    /** Its title. */
    public String title() {
        return title;
    }

    /** The functional interface that gives answers their shape. */
    public Class<A> type() {
        return type;
    }

    /** How long a learner takes. */
    public int minutes() {
        return minutes;
    }

    /** The expression that hands an answer over; {@code this::} for a method of the answer. */
    public String handedOver() {
        return handedOver;
    }

    /** The wrong answers. */
    public List<Mutant> mutants() {
        return mutants;
    }

    double points() {
        return points;
    }

    Duration limit() {
        return limit;
    }

    List<String> hints() {
        return hints;
    }

    List<Baseline> baselines() {
        return baselines;
    }

    List<Trial<A>> trials() {
        return trials;
    }

    private Assignment<A> with(Consumer<Assignment<A>> change) {
        var copy = new Assignment<>(id, type, title);
        copy.minutes = minutes;
        copy.points = points;
        copy.limit = limit;
        copy.handedOver = handedOver;
        copy.baselines = baselines;
        copy.trials = trials;
        copy.hints = hints;
        copy.mutants = mutants;
        change.accept(copy);
        return copy;
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }

    private static String method(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(java.lang.reflect.Method::getName)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " is no functional interface"));
    }
}
