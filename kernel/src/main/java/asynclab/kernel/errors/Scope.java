package asynclab.kernel.errors;

import asynclab.kernel.code.ClassIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** What a session knows: the names that may be meant, and whether a mended piece of code would compile. */
final class Scope {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");

    private final JShell shell;
    private final String cell;

    /** @param cell the whole code of the cell */
    Scope(JShell shell, String cell) {
        this.shell = shell;
        this.cell = cell;
    }

    String cell() {
        return cell;
    }

    /** Returns the full names of the types on the class path that have a simple name. */
    List<String> types(String simpleName) {
        ClassIndex.await();
        return shell.sourceCodeAnalysis()
                .listQualifiedNames(simpleName, simpleName.length())
                .getNames();
    }

    /** Returns what could stand at the end of the given code, without brackets. */
    List<String> continuations(String code) {
        return shell.sourceCodeAnalysis().completionSuggestions(code, code.length(), new int[1]).stream()
                .map(Suggestion::continuation)
                .map(name -> name.replaceFirst("\\(.*", ""))
                .distinct()
                .toList();
    }

    /** Returns the names of the session's variables, methods and types. */
    Set<String> declared() {
        var names = Stream.of(
                shell.variables().map(VarSnippet::name),
                shell.methods().map(MethodSnippet::name),
                shell.types().map(TypeDeclSnippet::name));
        return names.flatMap(one -> one).collect(Collectors.toSet());
    }

    /** Whether there was a variable of that name, given up because its type was declared anew. */
    boolean wasLost(String name) {
        return shell.snippets()
                .filter(VarSnippet.class::isInstance)
                .anyMatch(one -> ((VarSnippet) one).name().equals(name) && shell.status(one) == Snippet.Status.DROPPED);
    }

    /** Returns what the declaration of a name waits for, such as "class Mirrors"; nothing if it waits for nothing. */
    List<String> missing(String name) {
        return shell.snippets()
                .filter(one -> shell.status(one) == Snippet.Status.RECOVERABLE_NOT_DEFINED)
                .filter(DeclarationSnippet.class::isInstance)
                .map(DeclarationSnippet.class::cast)
                .filter(one -> one.name().equals(name))
                .flatMap(shell::unresolvedDependencies)
                .distinct()
                .toList();
    }

    /** Returns the words of the cell that could be names of its own. */
    List<String> words() {
        var words = new ArrayList<String>();
        var matcher = NAME.matcher(cell);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
