package asynclab;

/** Waits that the tests of scopes share. */
final class Awaiting {
    private Awaiting() {}

    /** Waits until a task's thread has ended, without its scope's join(). */
    static void awaitEnd(Task<?> task) {
        task.awaitThread();
    }
}
