package asynclab;

/**
 * Something to do that gives no result and may throw: {@code Runnable} with checked exceptions allowed, so that a body
 * may sleep or read without catching what its caller wants to see.
 */
@FunctionalInterface
public interface Action {
    /** Does it. */
    void run() throws Exception;
}
