package asynclab.exercise;

/** What a check found of an answer as a whole. */
public enum Verdict {
    /** Every property holds. */
    PASSED("Passed"),
    /** It ran, and at least one property does not hold. */
    NOT_YET("Not yet"),
    /** It threw. */
    ERROR("Error"),
    /** It still is the {@code todo()} that the exercise began with. */
    NOT_ATTEMPTED("Not attempted"),
    /** It had not ended when its time was up. */
    TIMED_OUT("Timed out"),
    /** Nothing was found wrong, but the machine was too busy to be sure, also when measured again. */
    INCONCLUSIVE("Inconclusive");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** The verdict as a card says it. */
    public String words() {
        return words;
    }
}
