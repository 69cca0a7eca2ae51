package asynclab.kernel.code;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.LineNumber;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the learner's own lines into the classes that JShell makes: the source file is "Cell 14" and line 1 the cell's
 * first, so that every stack trace says so, also one that the learner prints.
 *
 * <p>Used by one thread at a time, the one that evaluates, if not said otherwise.
 */
public final class Lines {
    private final Map<Snippet, Place> places = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<String, String> cells = new ConcurrentHashMap<>(); // by class
    private @Nullable ShellLines shellLines; // set once, before the first cell
    private @Nullable Place current; // of the snippet that is being evaluated

    /** Returns whether this JDK lets lines be followed. If not, classes keep the lines of JShell's generated code. */
    public boolean follow(JShell shell) {
        Optional<ShellLines> found = ShellLines.of(shell);
        shellLines = found.orElse(null);
        return found.isPresent();
    }

    /** Says where the code that is evaluated next stands, and returns where the last one stood, for who evaluates in it. */
    public @Nullable Place at(@Nullable Place place) {
        var before = current;
        current = place;
        return before;
    }

    /** Notes that a snippet is the one evaluated last; one that was compiled again for its sake keeps its own place. */
    public void note(Snippet snippet) {
        if (current != null) {
            places.put(snippet, current);
        }
    }

    /** Returns where a snippet was declared, or nothing if that was before the first cell. */
    public Optional<Place> place(Snippet snippet) {
        return Optional.ofNullable(places.get(snippet));
    }

    /**
     * Returns the cell that a class is of. Its frames may name another one, where its code stood before: the JVM remembers the
     * source file of a class that it has once named, also when the class is redefined. Any thread may call it.
     */
    public Optional<String> cell(String className) {
        return Optional.ofNullable(cells.get(className));
    }

    /** Forgets a class. */
    public void forget(String className) {
        cells.remove(className);
    }

    /** Returns the class with its lines rewritten, or as it is where they cannot be followed. */
    public byte[] rewrite(String className, byte[] bytes) {
        var lines = shellLines;
        if (lines == null || current == null) {
            return bytes;
        }
        try {
            return rewrite(lines, className, bytes);
        } catch (IllegalArgumentException e) { // a class that the class-file library does not read
            return bytes;
        }
    }

    private byte[] rewrite(ShellLines lines, String className, byte[] bytes) {
        var file = ClassFile.of();
        var model = file.parse(bytes);
        var cell = model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(LineNumber.class::isInstance)
                .map(element -> place(lines, className, ((LineNumber) element).line()))
                .flatMap(Optional::stream)
                .map(Place::cell)
                .findFirst();
        if (cell.isEmpty()) {
            return bytes;
        }
        cells.put(className, cell.get());
        CodeTransform numbers = (builder, element) -> {
            if (element instanceof LineNumber number) {
                builder.with(LineNumber.of(
                        place(lines, className, number.line()).map(Place::line).orElse(number.line())));
            } else {
                builder.with(element);
            }
        };
        ClassTransform source = (builder, element) -> {
            if (!(element instanceof SourceFileAttribute)) {
                builder.with(element);
            }
        };
        return file.transformClass(
                model,
                ClassTransform.transformingMethods(MethodTransform.transformingCode(numbers))
                        .andThen(source)
                        .andThen(ClassTransform.endHandler(
                                builder -> builder.with(SourceFileAttribute.of(cell.get())))));
    }

    private Optional<Place> place(ShellLines lines, String className, int line) {
        var found = lines.of(className, line);
        if (found == null) {
            return Optional.empty();
        }
        var start = places.getOrDefault(found.snippet(), current);
        return start == null ? Optional.empty() : Optional.of(new Place(start.number(), start.line() + found.number()));
    }
}
