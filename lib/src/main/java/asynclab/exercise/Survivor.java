package asynclab.exercise;

import java.util.List;

/**
 * A task that was alive when it should not have been.
 *
 * @param name  its thread's name, or a number for a thread without one
 * @param doing what it was doing: {@code waiting}, {@code running}
 * @param where the innermost line of the answer, or of the JDK if none of the answer's is on the stack
 */
public record Survivor(String name, String doing, String where) {
    /** In words: {@code "loser" (waiting in race, line 4)}. */
    @Override
    public String toString() {
        return "\"" + name + "\" (" + doing + (where.isEmpty() ? "" : " in " + where) + ")";
    }

    /** The first few of them in words. */
    static String some(List<Survivor> all) {
        var named =
                String.join(", ", all.stream().limit(4).map(Survivor::toString).toList());
        return all.size() > 4 ? "%s and %,d more".formatted(named, all.size() - 4) : named;
    }

    /** The same for a thread's stack, innermost frame first. */
    static Survivor of(String name, long id, Thread.State state, List<StackTraceElement> stack) {
        var doing = switch (state) {
            case NEW -> "not started";
            case RUNNABLE -> "running";
            case BLOCKED -> "waiting for a lock";
            case WAITING, TIMED_WAITING -> "waiting";
            case TERMINATED -> "over";
        };
        return new Survivor(name.isEmpty() ? "thread " + id : name, doing, Where.in(stack));
    }
}
