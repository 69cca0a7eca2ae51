package asynclab.kernel.errors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A stack trace cut down to the learner's own lines. */
final class Frames {
    /** What JShell calls the code of a cell that is in no method; behind it are the kernel's frames. */
    private static final String TOP = "do_it$";

    private static final String CHECKPOINTS = "asynclab.kernel.stop.";
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*?)\\$+\\d+");
    private static final int LONGEST_CYCLE = 8;
    private static final int FIRST = 8;
    private static final int LAST = 4;

    private Frames() {}

    static boolean isOwn(StackTraceElement frame) {
        return frame.getClassName().startsWith("REPL.$JShell$");
    }

    /** Returns how many frames a trace has that are not the same as the last ones of the trace around it. */
    static int unshared(StackTraceElement[] trace, StackTraceElement[] around) {
        int own = trace.length;
        int other = around.length;
        while (own > 0 && other > 0 && trace[own - 1].equals(around[other - 1])) {
            own--;
            other--;
        }
        return own;
    }

    /** Returns the learner's lines among the first frames, with repetitions and the middle of a long list left out. */
    static List<String> lines(StackTraceElement[] trace, int frames, Sources sources) {
        var own = IntStream.range(0, frames)
                .filter(i -> isOwn(trace[i]) && !(i > 0 && addsNothing(trace[i - 1], trace[i])))
                .mapToObj(i -> trace[i])
                .toList();
        var calls = new ArrayList<String>();
        for (int i = 0; i < own.size(); ) {
            int cycle = cycle(own, i);
            int times = cycle == 0 ? 1 : repeats(own, i, cycle);
            int shown = Math.max(cycle, 1);
            own.subList(i, i + shown).forEach(frame -> calls.add(line(frame, sources)));
            if (times > 1) {
                calls.add("... " + (shown == 1 ? "this line" : "these " + shown + " lines") + " called again, "
                        + (times - 1) + " times");
            }
            i += shown * times;
        }
        if (calls.size() <= FIRST + LAST + 1) {
            return calls;
        }
        var cut = new ArrayList<>(calls.subList(0, FIRST));
        cut.add("... " + (calls.size() - FIRST - LAST) + " lines of yours between");
        cut.addAll(calls.subList(calls.size() - LAST, calls.size()));
        return cut;
    }

    // JShell puts the initializer of a variable into a method of its own, called by the one that assigns. The
    // checkpoint at the start of a method is on no line.
    private static boolean addsNothing(StackTraceElement called, StackTraceElement caller) {
        return (called.getMethodName().startsWith(TOP + "Aux")
                        && called.getClassName().equals(caller.getClassName()))
                || (isCheckpoint(called) && caller.getLineNumber() < 1);
    }

    private static boolean isCheckpoint(StackTraceElement frame) {
        return frame.getClassName().startsWith(CHECKPOINTS);
    }

    /** Returns how many frames from here on are at once called again, at least twice; 0 if none are. */
    private static int cycle(List<StackTraceElement> frames, int from) {
        return IntStream.rangeClosed(1, LONGEST_CYCLE)
                .filter(length -> repeats(frames, from, length) > 2)
                .findFirst()
                .orElse(0);
    }

    private static int repeats(List<StackTraceElement> frames, int from, int length) {
        int times = 1;
        while (from + (times + 1) * length <= frames.size()
                && frames.subList(from, from + length)
                        .equals(frames.subList(from + times * length, from + (times + 1) * length))) {
            times++;
        }
        return times;
    }

    private static String line(StackTraceElement frame, Sources sources) {
        var cell = sources.cell(frame);
        var in = method(frame);
        var text = sources.line(cell, frame.getLineNumber());
        return Paint.strong(cell + (frame.getLineNumber() > 0 ? ", line " + frame.getLineNumber() : ""))
                + (in.isEmpty() ? "" : ", in " + in)
                + text.map(code -> "\n    " + code).orElse("");
    }

    /** Returns what a learner calls the method of a frame; an empty text for code that is in none. */
    private static String method(StackTraceElement frame) {
        var type = Names.own(frame.getClassName() + ".").replace('$', '.');
        var owner = type.endsWith(".") ? type.substring(0, type.length() - 1) : type;
        var name = frame.getMethodName();
        var lambda = LAMBDA.matcher(name);
        if (lambda.matches()) {
            var in = lambda.group(1);
            return in.startsWith("do_it") || in.isEmpty() ? "a lambda" : "a lambda of " + in;
        }
        if (name.startsWith(TOP)) {
            return "";
        }
        return switch (name) {
            case "<init>" -> "new " + owner;
            case "<clinit>" -> "the static initializer of " + owner;
            default -> owner.isEmpty() || owner.chars().allMatch(Character::isDigit) ? name : owner + "." + name;
        };
    }

    /**
     * Returns who threw, if it was code that the learner has not written, as "java.util.AbstractQueue.add". A checkpoint is no
     * such code: it stands in the learner's, and a stack that is full may be full there.
     */
    static String thrower(StackTraceElement[] trace) {
        var before = Arrays.stream(trace).takeWhile(frame -> !isOwn(frame)).toList();
        return before.isEmpty() || before.stream().anyMatch(Frames::isCheckpoint)
                ? ""
                : trace[0].getClassName().replace('$', '.') + "." + trace[0].getMethodName();
    }
}
