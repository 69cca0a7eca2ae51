package asynclab.exercise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is tried with an answer, and what must show. An exercise has one or more.
 *
 * @param <A>      the functional interface that answers implement
 * @param name     what is tried: {@code twelve pages}, {@code one page fails}
 * @param body     calls the answer with what it takes from the stage, and gives what {@code resultEquals} looks at
 * @param evidence what must show, structure before time
 */
record Trial<A>(String name, Body<A> body, List<Evidence> evidence) {
    Trial {
        evidence = List.copyOf(evidence);
    }

    /** Calls the answer. What it throws counts as the answer's, and makes the verdict an error. */
    @FunctionalInterface
    public interface Body<A> {
        /** Takes what it needs from the stage and gives a result. */
        @Nullable
        Object run(A answer, Stage stage) throws Exception;
    }
}
