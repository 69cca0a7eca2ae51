package asynclab.kernel.stop;

import java.util.Arrays;
import java.util.Optional;

/** Where in the learner's own code a thread is, or was. */
final class Place {
    /** The package of the classes that JShell makes. */
    private static final String CELLS = "REPL.";

    /** What the loader names the source of a cell's classes. */
    private static final String CELL = "Cell ";

    private Place() {}

    /** Returns the innermost line of a cell: "Cell 3, line 2". */
    static Optional<String> of(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith(CELLS) && frame.getLineNumber() > 0)
                // where the lines are JShell's own they would mislead
                .filter(frame ->
                        frame.getFileName() != null && frame.getFileName().startsWith(CELL))
                .findFirst()
                .map(frame -> frame.getFileName() + ", line " + frame.getLineNumber());
    }

    /** Returns what it does and where: "in java.math.BigInteger.pow, called at Cell 3, line 2". */
    static String full(StackTraceElement[] stack) {
        if (stack.length == 0) {
            return "not running";
        }
        var place = of(stack);
        if (stack[0].getClassName().startsWith(CELLS)) {
            return place.map(where -> "at " + where).orElse("in the cell")
                    + (Weaver.isUnstoppable(stack[0]) ? ", in a method too long for checks in its loops" : "");
        }
        return "in " + stack[0].getClassName() + "." + stack[0].getMethodName()
                + place.map(where -> ", called at " + where).orElse("");
    }
}
