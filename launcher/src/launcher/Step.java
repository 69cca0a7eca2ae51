package launcher;

import java.io.IOException;
import java.util.List;

/**
 * One thing the launcher makes once and keeps: an environment, a library, a cache. {@link Plan} makes it when there is
 * no stamp with its key, or when it is not sound, and writes the stamp after {@link #make} has returned.
 */
interface Step {
    /** Returns the short name of its stamp and log: {@code packages}. */
    String name();

    /** Returns what a learner reads: {@code Python packages}. */
    String title();

    /** Returns the names of the steps whose result is used: when one of them is made anew, so is this one. */
    List<String> needs();

    /** Returns the sum of all inputs ({@link Fingerprint}). It is asked at every start, so it must be quick. */
    String key() throws IOException;

    /** Tells at a glance whether the result is there and works. It is asked at every start, so it must be quick. */
    boolean sound();

    /** Makes the result, also over the remains of a run that was cut off. */
    void make(Work work) throws Problem, IOException, InterruptedException;

    /** Returns the step to begin again from when this one was cut off in the middle: itself, unless it changes another's result. */
    default String restart() {
        return name();
    }
}
