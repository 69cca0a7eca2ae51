package asynclab.kernel;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.Name;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.jspecify.annotations.Nullable;

/**
 * Where documentation comments are: in the JDK's src.zip, which JShell reads (Debian and Fedora have it in a package of its
 * own; without it there are signatures only), in the library's sources, and in the cells themselves.
 */
final class Sources {
    private static final String WRAPPER = "$cell";

    private final JShell shell;

    /** @param library the folder of the library's sources, or nothing */
    Sources(JShell shell, Optional<Path> library) {
        this.shell = shell;
        library.filter(Files::isDirectory).ifPresent(folder -> add(shell.sourceCodeAnalysis(), folder));
    }

    /** Returns the folder of the library's sources, next to the {@code .lab} that this kernel's jar is in. */
    static Optional<Path> ofLibrary() {
        var source = Sources.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        Path root = Path.of(URI.create(source.getLocation().toString())).resolve("../../../lib/src/main/java");
        return Optional.of(root.normalize());
    }

    /** JShell has no setting for it. On a JDK that keeps the list elsewhere, the library is shown without comments. */
    @SuppressWarnings("unchecked")
    private static void add(SourceCodeAnalysis analysis, Path folder) {
        try {
            var find = analysis.getClass().getDeclaredMethod("findSources");
            var found = analysis.getClass().getDeclaredField("availableSources");
            find.setAccessible(true);
            found.setAccessible(true);
            var all = new ArrayList<>((List<Path>) find.invoke(analysis));
            all.add(folder);
            found.set(analysis, all);
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(Sources.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "no javadoc of the library: this JDK keeps its sources elsewhere",
                            e);
        }
    }

    /** Returns the documentation comment without its stars, or an empty text. */
    String comment(Documentation found, String name) {
        var comment = found.javadoc();
        return comment != null ? comment : inCells(found.signature(), name);
    }

    private String inCells(String signature, String name) {
        var owner = Pattern.compile("(\\w+)(?:<[^(]*>)?(?:\\([^)]*\\))?\\." + Pattern.quote(name) + "\\b")
                .matcher(signature)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse(WRAPPER);
        return shell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet
                        && shell.status(snippet).isActive())
                .map(snippet -> snippet.source())
                .filter(source -> source.contains("/**") && source.contains(name))
                .map(source -> new Finder(owner, name).find(source))
                .filter(comment -> !comment.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Finds the comment of a declaration by the names of it and of its class. */
    private static final class Finder extends TreePathScanner<@Nullable String, DocTrees> {
        private final String owner;
        private final String name;

        Finder(String owner, String name) {
            this.owner = owner;
            this.name = name;
        }

        String find(String source) {
            var compiler = ToolProvider.getSystemJavaCompiler();
            var file = new SimpleJavaFileObject(URI.create("string:///Cell.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreErrors) {
                    return "class " + WRAPPER + " {" + source + "}";
                }
            };
            var task = (JavacTask) compiler.getTask(null, null, _ -> {}, List.of("-proc:none"), null, List.of(file));
            try {
                var comment = scan(task.parse(), DocTrees.instance(task));
                return comment == null ? "" : comment;
            } catch (IOException e) {
                throw new UncheckedIOException("nothing is read from a disk", e);
            }
        }

        @Override
        public @Nullable String visitClass(ClassTree tree, DocTrees trees) {
            return reduce(found(tree.getSimpleName(), trees), super.visitClass(tree, trees));
        }

        @Override
        public @Nullable String visitMethod(MethodTree tree, DocTrees trees) {
            return found(tree.getName(), trees);
        }

        @Override
        public @Nullable String visitVariable(VariableTree tree, DocTrees trees) {
            return found(tree.getName(), trees);
        }

        private @Nullable String found(Name declared, DocTrees trees) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            boolean here =
                    parent instanceof ClassTree type && type.getSimpleName().contentEquals(owner);
            return here && declared.contentEquals(name) ? trees.getDocComment(getCurrentPath()) : null;
        }

        @Override
        public @Nullable String reduce(@Nullable String first, @Nullable String second) {
            return first != null ? first : second;
        }
    }
}
