package asynclab.kernel.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a thread does at this moment.
 *
 * @param state in a word or two: runs, sleeps, waits
 * @param what the call that it is in, and where the learner's code made it: {@code Semaphore.acquire · Cell 7, line 3}
 * @param idle whether it is a pool's worker that has nothing to do
 */
record Doing(String state, String what, boolean idle) {
    private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "asynclab.");

    static Doing of(Thread thread) {
        return of(thread.getState(), thread.getStackTrace());
    }

    /** @param stack the innermost call first, as {@link Thread#getStackTrace} gives it */
    static Doing of(Thread.State state, StackTraceElement[] stack) {
        int learners = first(stack, Doing::isLearners);
        int program = learners < stack.length ? learners : first(stack, frame -> !isLibrarys(frame));
        var call = program < stack.length ? call(stack, program) : call(stack, first(stack, Doing::isThread));
        var line = learners < stack.length ? line(stack[learners]) : "";
        var what = call.isEmpty() || line.isEmpty() ? call + line : call + " · " + line;
        return new Doing(word(state, stack), what, isIdle(state, stack));
    }

    private static String line(StackTraceElement frame) {
        var file = frame.getFileName();
        return file != null && file.startsWith("Cell ") ? file + ", line " + frame.getLineNumber() : "";
    }

    private static String word(Thread.State state, StackTraceElement[] stack) {
        return switch (state) {
            case NEW -> "not started";
            case RUNNABLE -> "runs";
            case BLOCKED -> "waits for a lock";
            case WAITING, TIMED_WAITING -> isIn(stack, "java.lang.Thread", "sleep") ? "sleeps" : "waits";
            case TERMINATED -> "has ended";
        };
    }

    /** The call that the frame has made: of those above it, all of libraries, the nearest one that a program can make. */
    private static String call(StackTraceElement[] stack, int frame) {
        for (int i = frame - 1; i >= 0; i--) {
            var name = stack[i].getClassName();
            if (!name.startsWith("jdk.internal")
                    && !name.startsWith("sun.")
                    && !stack[i].getMethodName().startsWith("lambda$")) {
                return simple(name) + "." + stack[i].getMethodName();
            }
        }
        return "";
    }

    private static String simple(String className) {
        var name = className.substring(className.lastIndexOf('.') + 1);
        return name.equals("AbstractQueuedSynchronizer$ConditionObject")
                ? "Condition"
                : name.replaceFirst("\\$.*", "").replaceFirst("(Impl|Facade)$", "");
    }

    static boolean isBusyWorker(Thread thread) {
        var stack = thread.getStackTrace();
        return (isIn(stack, "java.util.concurrent.ThreadPoolExecutor$Worker", "run")
                        || isIn(stack, "java.util.concurrent.ForkJoinWorkerThread", "run"))
                && !isIdle(thread.getState(), stack);
    }

    /** A worker of a pool that waits for work; not one that waits for the time of what was scheduled. */
    private static boolean isIdle(Thread.State state, StackTraceElement[] stack) {
        return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                && (isIn(stack, "java.util.concurrent.ThreadPoolExecutor", "getTask")
                        || isIn(stack, "java.util.concurrent.ForkJoinPool", "awaitWork"))
                && !(state == Thread.State.TIMED_WAITING
                        && isIn(stack, "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "take"));
    }

    private static boolean isIn(StackTraceElement[] stack, String type, String method) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals(type)
                        && frame.getMethodName().equals(method));
    }

    private static boolean isLearners(StackTraceElement frame) {
        return frame.getClassName().startsWith("REPL.");
    }

    private static boolean isLibrarys(StackTraceElement frame) {
        var name = frame.getClassName();
        return LIBRARIES.stream().anyMatch(name::startsWith) && !name.startsWith("asynclab.kernel.");
    }

    /** What a thread's stack ends in, below all that it does. */
    private static boolean isThread(StackTraceElement frame) {
        return switch (frame.getClassName()) {
            case "java.lang.VirtualThread", "java.lang.Thread" ->
                frame.getMethodName().startsWith("run");
            case "java.util.concurrent.ThreadPoolExecutor" -> true;
            default -> false;
        };
    }

    private static int first(StackTraceElement[] stack, Predicate<StackTraceElement> is) {
        for (int i = 0; i < stack.length; i++) {
            if (is.test(stack[i])) {
                return i;
            }
        }
        return stack.length;
    }
}
