package asynclab.kernel;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/** What a name at the cursor means: its signatures and what its author says about it. */
final class Inspection {
    /** Overloads that are shown; {@code String.valueOf} has 9. */
    private static final int MOST = 12;

    private static final Pattern MAGIC = Pattern.compile("^%%?\\w+");

    private static final Pattern OF_CLASS = Pattern.compile("\\b(\\p{Lu}\\w*)\\.(\\w+)$");

    private final JShell shell;
    private final Sources sources;

    Inspection(JShell shell, Sources sources) {
        this.shell = shell;
        this.sources = sources;
    }

    /**
     * Returns what is known of the name that the cursor is in, or behind; inside the parentheses of a call, of what is called.
     *
     * @param cursor counts characters, from 0 to the code's length
     */
    @Nullable
    DisplayData at(String code, int cursor) {
        int at = Math.clamp(cursor, 0, code.length());
        var magic = MAGIC.matcher(code);
        if (magic.find() && at <= magic.end()) {
            return Magics.help(magic.group())
                    .map(help -> line(magic.group() + ": " + help))
                    .orElse(null);
        }
        int call = openCall(code, at);
        boolean opening = at > 0 && code.charAt(at - 1) == '(';
        if (opening && call > 0) {
            return shown(code, call);
        }
        int end = at;
        while (isName(code, end)) {
            end++;
        }
        var shown = nameBefore(code, end).matches("\\p{javaJavaIdentifierStart}.*") ? shown(code, end) : null;
        return shown != null || call < 0 ? shown : shown(code, call);
    }

    /** The documentation of a name that ends at a place; of a method, where it is none of anything else. */
    private List<Documentation> documentation(String code, int end) {
        var name = code.substring(0, end);
        boolean called = code.substring(end).stripLeading().startsWith("(");
        return Stream.of(
                        called ? name + "(" : name,
                        called ? name : name + "(",
                        // a method of an object behind its class, as people speak of it: String.strip
                        OF_CLASS.matcher(name).replaceFirst("(($1) null).$2("))
                .map(this::of)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Documentation> of(String code) {
        return shell.sourceCodeAnalysis().documentation(code, code.length(), true);
    }

    private static String nameBefore(String code, int end) {
        int start = end;
        while (start > 0 && isName(code, start - 1)) {
            start--;
        }
        return code.substring(start, end);
    }

    private static boolean isName(String code, int at) {
        return at < code.length() && Character.isJavaIdentifierPart(code.charAt(at));
    }

    /** Returns the end of the name before the innermost parenthesis that is open at a place, or -1. */
    private static int openCall(String code, int from) {
        int depth = 0;
        for (int i = from - 1; i >= 0; i--) {
            switch (code.charAt(i)) {
                case ')' -> depth++;
                case '(' -> {
                    if (depth == 0) {
                        int end = code.substring(0, i).stripTrailing().length();
                        return end > 0 && (isName(code, end - 1) || code.charAt(end - 1) == '>') ? end : -1;
                    }
                    depth--;
                }
                case ';', '{', '}' -> {
                    return -1;
                }
                default -> {}
            }
        }
        return -1;
    }

    private static DisplayData line(String text) {
        var shown = new DisplayData(text);
        shown.putHTML("<p>" + Javadoc.escaped(text) + "</p>");
        return shown;
    }

    private @Nullable DisplayData shown(String code, int end) {
        var found = documentation(code, end);
        if (found.isEmpty()) {
            return null;
        }
        var name = nameBefore(code, end);
        var shown = new DisplayData(text(found, "\n\n", one -> {
            var comment = sources.comment(one, name);
            return comment.isEmpty()
                    ? one.signature()
                    : one.signature() + "\n" + Javadoc.text(comment).indent(4).stripTrailing();
        }));
        shown.putHTML(text(found, "\n<hr>\n", one -> {
            var comment = sources.comment(one, name);
            var signature = "<pre>" + Javadoc.escaped(one.signature()) + "</pre>\n";
            return comment.isEmpty() ? signature : signature + Javadoc.html(comment);
        }));
        return shown;
    }

    private static String text(List<Documentation> found, String between, Function<Documentation, String> form) {
        var some = found.stream().limit(MOST).map(form).collect(Collectors.joining(between));
        return found.size() <= MOST ? some : some + between + "and " + (found.size() - MOST) + " more";
    }
}
