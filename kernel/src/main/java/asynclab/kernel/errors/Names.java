package asynclab.kernel.errors;

import java.util.regex.Pattern;

/** The names of JShell's generated classes, taken out of what learners read. */
final class Names {
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

    /** What the JVM adds to "class A cannot be cast to class B", about modules and loaders. */
    private static final Pattern LOADERS = Pattern.compile(" \\([^()]* (?:is|are) in (?:unnamed )?module [^()]*\\)$");

    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][\\w]*\\.)+(?=[A-Z])");

    private Names() {}

    /** Returns a text of the JVM or the compiler with the learner's own names only. */
    static String own(String text) {
        return LOADERS.matcher(WRAPPER.matcher(text).replaceAll("")).replaceAll("");
    }

    /** Returns a text of the compiler without the packages of types. */
    static String unqualified(String text) {
        return PACKAGE.matcher(own(text)).replaceAll("");
    }

    /** Returns a type's full name as a program writes it. */
    static String of(Class<?> type) {
        return own(type.getName()).replace('$', '.');
    }

    /** Returns a type's name without its package. */
    static String simple(Class<?> type) {
        var name = of(type);
        var owner = type.getPackageName();
        return name.startsWith(owner + ".") ? name.substring(owner.length() + 1) : name;
    }
}
