package asynclab.exercise;

/**
 * What a piece of evidence says of one run.
 *
 * @param property a short name of what was looked at, such as {@code overlap}; mutants name the one they break
 * @param ruling   whether it holds
 * @param words    one sentence: what was seen and what was wanted, with numbers
 * @param timed    whether it comes from a time, which on a busy machine may be another one when it is measured again
 */
public record Finding(String property, Ruling ruling, String words, boolean timed) {
    /** Whether a property holds. */
    public enum Ruling {
        HELD("holds"),
        BROKEN("not yet"),
        /** This run cannot tell: the machine was too busy, or the witness saw nothing. */
        UNCLEAR("cannot tell");

        private final String words;

        Ruling(String words) {
            this.words = words;
        }

        /** The ruling in words. */
        public String words() {
            return words;
        }
    }

    /** The property holds. */
    public static Finding held(String property, String words) {
        return new Finding(property, Ruling.HELD, words, false);
    }

    /** The property does not hold. */
    public static Finding broken(String property, String words) {
        return new Finding(property, Ruling.BROKEN, words, false);
    }

    /** The property does not hold, by a time that was measured. */
    static Finding slow(String property, String words) {
        return new Finding(property, Ruling.BROKEN, words, true);
    }

    /** This run cannot tell; it will be measured again. */
    public static Finding unclear(String property, String words) {
        return new Finding(property, Ruling.UNCLEAR, words, false);
    }

    /** Held if {@code condition}, else broken, with the same words. */
    public static Finding of(String property, boolean condition, String words) {
        return condition ? held(property, words) : broken(property, words);
    }

    boolean is(Ruling one) {
        return ruling == one;
    }
}
