package asynclab.exercise;

/** What {@link Exercise#require} throws. Without a stack trace: where the answer went wrong is on the card. */
public final class CheckFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CheckFailed(String message) {
        super(message, null, false, false);
    }
}
