package asynclab.kernel.errors;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.tools.Diagnostic;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What stands around a place in a piece of code: a lambda, a method, or neither. Read by the compiler's own parser. */
final class Outline {
    private static final String VERSION = String.valueOf(Runtime.version().feature());

    /** A statement needs a method around it, a declaration only a class. */
    private static final List<String> WRAPS = List.of("class Cell {", "class Cell { void cell() throws Throwable {");

    private Outline() {}

    /** Whether code is Java by its form, for JShell: the last semicolon may be missing. What its names mean is not looked at. */
    static boolean isJava(String source) {
        return WRAPS.stream().anyMatch(wrap -> parse(source, wrap) != null || parse(source + ";", wrap) != null);
    }

    /** Whether what is at a place runs when a lambda is called, and not the method around it. */
    static boolean isInLambda(String source, int position) {
        return innermost(source, position) instanceof LambdaExpressionTree;
    }

    /** Returns the innermost lambda, method or class of the code around a place; null if it is in none of these. */
    private static @Nullable Tree innermost(String source, int position) {
        for (var wrap : WRAPS) {
            var parsed = parse(source, wrap);
            if (parsed != null) {
                var finder = new Finder(parsed, wrap.length() + position);
                finder.scan(parsed.unit(), null);
                return finder.found;
            }
        }
        return null;
    }

    private record Parsed(CompilationUnitTree unit, SourcePositions positions) {}

    private static @Nullable Parsed parse(String source, String wrap) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return null;
        }
        var wrong = new AtomicBoolean();
        var text = wrap + source + "\n}" + (wrap.endsWith("Throwable {") ? "}" : "");
        var task = (JavacTask) compiler.getTask(
                null,
                null,
                found -> wrong.compareAndSet(false, found.getKind() == Diagnostic.Kind.ERROR),
                List.of("--enable-preview", "--source", VERSION),
                null,
                List.of(new Text(text)));
        try {
            var unit = task.parse().iterator().next();
            return wrong.get() ? null : new Parsed(unit, Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new IllegalStateException("reading a text", e);
        }
    }

    private static final class Finder extends TreeScanner<Void, Void> {
        private final Parsed parsed;
        private final int position;
        private @Nullable Tree found;

        Finder(Parsed parsed, int position) {
            this.parsed = parsed;
            this.position = position;
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree tree, Void none) {
            note(tree.getBody(), tree);
            return super.visitLambdaExpression(tree, null);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void none) {
            note(tree, tree);
            return super.visitMethod(tree, null);
        }

        @Override
        public Void visitClass(ClassTree tree, Void none) {
            note(tree, tree);
            return super.visitClass(tree, null);
        }

        // the scan goes from the outside to the inside
        private void note(Tree extent, Tree tree) {
            if (parsed.positions().getStartPosition(parsed.unit(), extent) <= position
                    && position <= parsed.positions().getEndPosition(parsed.unit(), extent)) {
                found = tree;
            }
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///Cell.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
