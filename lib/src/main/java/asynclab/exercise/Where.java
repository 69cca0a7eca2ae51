package asynclab.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the learner's own line in a stack, and says it as a learner would. */
final class Where {
    /** JShell puts the code of cells into classes named so. */
    private static final String CELL = "REPL.";

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(?:do_it\\$|new|static)?(.*?)\\$?\\d*");
    private static final List<String> NOT_THE_ANSWERS =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "asynclab.exercise.", "asynclab.internal.");

    private Where() {}

    /** The innermost line of the answer: {@code race, line 4}; empty if there is none. */
    static String in(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(frame -> frame.getClassName().startsWith(CELL))
                .findFirst()
                .or(() -> stack.stream().filter(Where::mayBeTheAnswers).findFirst())
                .or(() -> stack.stream().findFirst())
                .map(Where::say)
                .orElse("");
    }

    /** The same for an exception; its cause counts more than what wraps it. */
    static String in(Throwable failure) {
        return in(Arrays.asList(failure.getStackTrace()));
    }

    private static boolean mayBeTheAnswers(StackTraceElement frame) {
        return NOT_THE_ANSWERS.stream().noneMatch(frame.getClassName()::startsWith);
    }

    private static String say(StackTraceElement frame) {
        var lambda = LAMBDA.matcher(frame.getMethodName());
        var method = lambda.matches() ? lambda.group(1) : frame.getMethodName();
        boolean cell = frame.getClassName().startsWith(CELL) || mayBeTheAnswers(frame);
        var name = cell ? method : simple(frame.getClassName()) + "." + method;
        var place = name.isEmpty() || name.equals("do_it$") ? "" : name;
        var line = cell ? line(frame) : "";
        return place.isEmpty() ? line.isEmpty() ? "the cell" : line : line.isEmpty() ? place : place + ", " + line;
    }

    /** Our kernel gives classes their cell's name and lines. Elsewhere JShell counts lines that nobody has written. */
    private static String line(StackTraceElement frame) {
        var file = String.valueOf(frame.getFileName());
        if (frame.getLineNumber() <= 0 || file.startsWith("$JShell$")) {
            return "";
        }
        return (file.startsWith("cell ") ? file + ", " : "") + "line " + frame.getLineNumber();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
