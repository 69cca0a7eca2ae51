package asynclab.internal;

import asynclab.Timeline.State;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a parked thread is waiting for, from its stack. The outermost call that means something wins: a client's
 * {@code send} waits in a future, a queue's {@code take} waits for a condition.
 */
final class Waits {
    private static final String CONCURRENT = "java.util.concurrent.";
    private static final Set<String> POOLS = Set.of(
            "ThreadPoolExecutor",
            "ForkJoinPool",
            "ThreadPerTaskExecutor",
            "ExecutorService",
            "AbstractExecutorService");

    private Waits() {}

    /** A stack frame, as far as it matters here. */
    record Frame(String type, String method) {}

    /** What was waited for, and a word for it. */
    record Reason(State state, String on) {}

    /** The reason for a wait with this stack, innermost frame first. Looks no further than the learner's own code. */
    static Reason of(List<Frame> stack) {
        var reason = new Reason(State.WAITING, "something");
        for (Frame frame : stack) {
            if (isLearners(frame.type())) {
                break;
            }
            var better = reason(frame.type(), frame.method());
            if (better != null) {
                reason = better;
            }
        }
        return reason;
    }

    private static boolean isLearners(String type) {
        boolean hidden = type.startsWith("0x"); // a lambda's class: the JDK has them too
        return !hidden
                && !type.startsWith("java.")
                && !type.startsWith("javax.")
                && !type.startsWith("jdk.")
                && !type.startsWith("sun.")
                && !type.startsWith("asynclab.");
    }

    private static @Nullable Reason reason(String type, String method) {
        if (type.startsWith(CONCURRENT)) {
            return concurrent(type.substring(CONCURRENT.length()), method);
        }
        if (type.startsWith("jdk.internal.net.http.HttpClient") && method.equals("send")) {
            return new Reason(State.HTTP, "HTTP");
        }
        if (type.startsWith("sun.nio.ch.")) {
            return new Reason(State.NETWORK, "the network");
        }
        return switch (type) {
            case "java.lang.Thread", "java.lang.VirtualThread" ->
                method.startsWith("join") ? new Reason(State.TASK, "a thread") : null;
            case "java.lang.Object" -> new Reason(State.WAITING, "notify");
            case "java.lang.ProcessImpl", "java.lang.Process" -> new Reason(State.WAITING, "a process");
            case "java.net.http.HttpClient" -> new Reason(State.WAITING, "the client's end");
            case "jdk.internal.misc.ThreadFlock" -> new Reason(State.TASK, "its tasks");
            case "asynclab.TaskScope" -> new Reason(State.TASK, "its tasks");
            case "asynclab.RateLimiter" -> new Reason(State.PERMIT, "a permit");
            case "asynclab.Feed", "asynclab.FeedProducer" -> new Reason(State.QUEUE, "a queue");
            case "asynclab.Retry" -> new Reason(State.SLEEPING, "the next attempt");
            default -> null;
        };
    }

    private static @Nullable Reason concurrent(String type, String method) {
        if (POOLS.contains(type)) {
            return pool(method);
        }
        if (type.equals("ScheduledThreadPoolExecutor$DelayedWorkQueue")) {
            return new Reason(State.IDLE, "work");
        }
        if (type.startsWith("locks.Reentrant") || type.startsWith("locks.StampedLock")) {
            return new Reason(State.LOCK, "a lock");
        }
        if (type.endsWith("Queue") || type.endsWith("Deque")) {
            return new Reason(State.QUEUE, "a queue");
        }
        boolean gets = method.equals("get") || method.equals("join") || method.equals("invoke");
        return switch (type) {
            case "Semaphore" -> new Reason(State.PERMIT, "a permit");
            case "FutureTask", "CompletableFuture", "ForkJoinTask" -> gets ? new Reason(State.TASK, "a future") : null;
            case "ExecutorCompletionService" -> new Reason(State.TASK, "a future");
            case "StructuredTaskScopeImpl" -> new Reason(State.TASK, "its tasks");
            case "Exchanger", "SubmissionPublisher" -> new Reason(State.QUEUE, "a partner");
            case "CountDownLatch" -> new Reason(State.WAITING, "a latch");
            case "CyclicBarrier" -> new Reason(State.WAITING, "a barrier");
            case "Phaser" -> new Reason(State.WAITING, "a phaser");
            case "locks.AbstractQueuedSynchronizer$ConditionObject" -> new Reason(State.WAITING, "a signal");
            default -> null;
        };
    }

    private static @Nullable Reason pool(String method) {
        return switch (method) {
            case "getTask", "awaitWork" -> new Reason(State.IDLE, "work");
            case "awaitTermination", "close", "invokeAll", "invokeAny" -> new Reason(State.TASK, "its tasks");
            default -> null;
        };
    }
}
