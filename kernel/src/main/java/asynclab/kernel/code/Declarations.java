package asynclab.kernel.code;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/**
 * Looks at a declaration before JShell does. JShell first forgets the old declaration of a name and then compiles the new
 * one: if that does not compile, the variable and its value are gone, and so is all that was declared with it. So code
 * that declares a name again is compiled on trial, and left alone if it is wrong.
 */
public final class Declarations {
    /** What stands between a declaration's first word and the end of its head, blanked out. */
    private static final Pattern GENERICS = Pattern.compile("<[^<>(){};=]*>");

    private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*[\\s\\S]*?\\*/|@\\w+(?:\\([^)]*\\))?");

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+(\\w+)");

    /** Two words before "=", "(", "," or ";": a type and a name. */
    private static final Pattern TYPED =
            Pattern.compile("^[\\w.\\[\\]\\s]*?[\\w\\]]\\s+([\\w$]+)\\s*(?:\\[\\]\\s*)*[=(,;]?$");

    private final JShell shell;

    public Declarations(JShell shell) {
        this.shell = shell;
    }

    /**
     * Returns what a piece declares if it is a declaration of a variable, a method or a type; of several variables the
     * first.
     */
    static Optional<String> name(String source) {
        var head = COMMENT.matcher(source).replaceAll(" ").strip();
        int end = 0;
        while (end < head.length() && ("=({;,".indexOf(head.charAt(end)) < 0 || inGenerics(head, end))) {
            end++;
        }
        head = head.substring(0, end);
        for (var shorter = head; ; head = shorter) {
            shorter = GENERICS.matcher(head).replaceAll("");
            if (shorter.equals(head)) {
                break;
            }
        }
        var type = TYPE.matcher(head);
        if (type.find()) {
            return Optional.of(type.group(1));
        }
        var typed = TYPED.matcher(head.strip());
        return typed.matches() ? Optional.of(typed.group(1)) : Optional.empty();
    }

    // a comma between type arguments ends no head
    private static boolean inGenerics(String head, int at) {
        return at < head.length()
                && head.charAt(at) == ','
                && head.substring(0, at).chars().filter(c -> c == '<').count()
                        > head.substring(0, at).chars().filter(c -> c == '>').count();
    }

    /** Returns the errors for which a variable must not be declared again, as that would cost the one that is there. */
    public List<Diag> errorsOf(String source) {
        var name = name(source);
        if (name.isEmpty()
                || shell.variables().noneMatch(variable -> variable.name().equals(name.get()))) {
            return List.of();
        }
        return shell.sourceCodeAnalysis().sourceToSnippets(source).stream()
                .filter(VarSnippet.class::isInstance)
                .flatMap(shell::diagnostics)
                .filter(Diag::isError)
                .toList();
    }

    /** Returns the name that a snippet declares, or an empty text. */
    public static String nameOf(Snippet snippet) {
        return switch (snippet) {
            case jdk.jshell.DeclarationSnippet declaration -> declaration.name();
            default -> "";
        };
    }

    /** Whether an error is about something that no cell has declared. */
    public static boolean isMissing(Diag error) {
        return error.getCode().startsWith("compiler.err.cant.resolve");
    }
}
