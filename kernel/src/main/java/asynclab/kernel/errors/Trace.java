package asynclab.kernel.errors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Writes what a program has thrown: exception, message, the learner's own lines, then its causes in the same way. */
final class Trace {
    private static final int SUPPRESSED = 5;
    private static final int CAUSES = 10;
    private static final int LONGEST_MESSAGE = 4_000;

    private final Sources sources;
    private final List<String> lines = new ArrayList<>();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int folded;

    private Trace(Sources sources) {
        this.sources = sources;
    }

    /** @param before what stands before the exception's name, as "Thread fetch-1 ended with " */
    static List<String> lines(Throwable thrown, String before, Sources sources) {
        var trace = new Trace(sources);
        trace.add(thrown, before, new StackTraceElement[0], 0);
        if (trace.folded > 0) {
            trace.lines.add("(" + trace.folded + (trace.folded == 1 ? " frame" : " frames")
                    + " of the JDK, libraries and the kernel: %trace)");
        }
        return trace.lines;
    }

    private void add(Throwable thrown, String before, StackTraceElement[] around, int depth) {
        seen.add(thrown);
        var message = shownMessage(thrown);
        lines.add(before + Paint.strong(Names.simple(thrown.getClass()) + (message.isEmpty() ? "" : ": " + message)));
        var trace = thrown.getStackTrace();
        int frames = Frames.unshared(trace, around);
        var own = Frames.lines(trace, frames, sources);
        for (int i = 0; i < frames; i++) {
            folded += Frames.isOwn(trace[i]) ? 0 : 1;
        }
        var thrower = frames == 0 ? "" : Frames.thrower(trace);
        if (!thrower.isEmpty()) {
            lines.add("thrown by " + thrower);
        }
        lines.addAll(own);
        others(thrown, trace, depth);
    }

    private void others(Throwable thrown, StackTraceElement[] trace, int depth) {
        var suppressed = thrown.getSuppressed();
        for (int i = 0; i < Math.min(suppressed.length, SUPPRESSED); i++) {
            if (!seen.contains(suppressed[i]) && depth < CAUSES) {
                lines.add("");
                add(suppressed[i], "and, suppressed by it, ", trace, depth + 1);
            }
        }
        if (suppressed.length > SUPPRESSED) {
            lines.add("and " + (suppressed.length - SUPPRESSED) + " more, suppressed");
        }
        var cause = thrown.getCause();
        if (cause != null && !seen.contains(cause) && depth < CAUSES) {
            lines.add("");
            add(cause, "caused by ", trace, depth + 1);
        }
    }

    /** Returns the message, or nothing where it only repeats the cause, which is shown below it. */
    private static String shownMessage(Throwable thrown) {
        var cause = thrown.getCause();
        var message = message(thrown);
        return cause != null && message.equals(Names.own(text(cause))) ? "" : message;
    }

    private static String text(Throwable cause) {
        try {
            return String.valueOf(cause);
        } catch (RuntimeException | StackOverflowError e) { // a learner's own toString
            return "";
        }
    }

    /** Returns what an exception says, as a learner reads it; an empty text for nothing. */
    static String message(Throwable thrown) {
        String message;
        try {
            message = thrown.getLocalizedMessage();
        } catch (RuntimeException | StackOverflowError e) { // a learner's own getMessage
            return "(its message cannot be read: getMessage throws " + Names.simple(e.getClass()) + ")";
        }
        if (message == null) {
            return "";
        }
        var own = Names.own(message);
        return own.length() <= LONGEST_MESSAGE
                ? own
                : own.substring(0, LONGEST_MESSAGE) + "... (" + own.length() + " characters)";
    }
}
