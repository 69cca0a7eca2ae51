package asynclab.exercise;

import asynclab.internal.Texts;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A number that can be read off a run; with a limit it becomes evidence: {@code maxInFlight().exactly(3)}. Immutable.
 */
public final class Measure {
    private final String property;
    private final Function<Run, Reading> read;

    private Measure(String property, Function<Run, Reading> read) {
        this.property = property;
        this.read = read;
    }

    /**
     * What was read.
     *
     * @param value  the number
     * @param best   what it might have been on an idle machine: the same, unless time is in it
     * @param words  the sentence that says it, without an end: {@code The site saw 12 requests at once}
     * @param known  false if this run cannot tell; {@code words} then say why
     */
    record Reading(double value, double best, String words, boolean known) {
        static Reading of(double value, String words) {
            return new Reading(value, value, words, true);
        }

        static Reading unknown(String why) {
            return new Reading(Double.NaN, Double.NaN, why, false);
        }

        /** This reading, which on an idle machine might have been {@code better}. */
        Reading orAtBest(double better) {
            return new Reading(value, better, words, known);
        }
    }

    static Measure of(String property, Function<Run, Reading> read) {
        return new Measure(property, read);
    }

    /** This measure under another name, for an exercise that takes it twice or whose mutants need to tell. */
    public Measure named(String name) {
        return new Measure(name, read);
    }

    /** It must not be above {@code most}. */
    public Evidence atMost(double most) {
        return limited("at most " + Texts.figures(most), value -> value <= most);
    }

    /** It must not be below {@code least}. */
    public Evidence atLeast(double least) {
        return limited("at least " + Texts.figures(least), value -> value >= least);
    }

    /** It must be {@code value}, to the digit; for counts. */
    public Evidence exactly(double value) {
        return limited("exactly " + Texts.figures(value), seen -> seen == value);
    }

    /** It must be from {@code least} to {@code most}. */
    public Evidence between(double least, double most) {
        return limited(
                "from " + Texts.figures(least) + " to " + Texts.figures(most),
                value -> value >= least && value <= most);
    }

    private Evidence limited(String wanted, DoublePredicate fits) {
        UnaryOperator<String> sentence = words -> words + "; wanted: " + wanted + ".";
        return Evidence.that(property, run -> {
            var reading = read.apply(run);
            if (!reading.known()) {
                return Finding.unclear(property, reading.words() + ".");
            }
            if (fits.test(reading.value())) {
                return Finding.held(property, sentence.apply(reading.words()));
            }
            if (fits.test(reading.best())) {
                return Finding.unclear(
                        property,
                        sentence.apply(reading.words()) + " This machine is too busy to tell: it kept threads"
                                + " waiting for " + Texts.span(run.noise()) + ".");
            }
            return reading.best() == reading.value()
                    ? Finding.broken(property, sentence.apply(reading.words()))
                    : Finding.slow(property, sentence.apply(reading.words()));
        });
    }
}
