package asynclab.kernel.errors;

import org.jspecify.annotations.Nullable;

/** Ends the evaluation of a cell, with what its learner is to read. */
public final class CellFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /** @param cause what JShell said of code that ran; null for code that did not compile */
    public CellFailure(Failure failure, @Nullable Throwable cause) {
        super(failure.name() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
