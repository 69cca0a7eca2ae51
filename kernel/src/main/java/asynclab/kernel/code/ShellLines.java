package asynclab.kernel.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * Which snippet and which of its lines a line of JShell's generated code is. JShell keeps this in private classes
 * ({@code OuterWrapMap}), and the public way to it knows a snippet only when its class is loaded, which is too late to write
 * lines into the class. On a JDK where these classes look different there is none, and frames have JShell's own lines.
 */
final class ShellLines {
    /** A line of a snippet, from 0. */
    record Line(Snippet snippet, int number) {}

    private final MethodHandle outer; // (String class name) -> what JShell keeps of that class, or null
    private final MethodHandle snippet; // (that, int line) -> Snippet, or null
    private final MethodHandle line; // (that, int line) -> int

    private ShellLines(MethodHandle outer, MethodHandle snippet, MethodHandle line) {
        this.outer = outer;
        this.snippet = snippet;
        this.line = line;
    }

    static Optional<ShellLines> of(JShell shell) {
        try {
            var field = JShell.class.getDeclaredField("outerMap");
            field.setAccessible(true);
            var lookup = MethodHandles.privateLookupIn(JShell.class, MethodHandles.lookup());
            var wrap = lookup.findClass("jdk.jshell.OuterSnippetsClassWrap");
            var map = field.get(shell);
            var outer = lookup.findVirtual(map.getClass(), "getOuter", MethodType.methodType(wrap, String.class));
            var snippet =
                    lookup.findVirtual(wrap, "wrapLineToSnippet", MethodType.methodType(Snippet.class, int.class));
            var line = lookup.findVirtual(wrap, "wrapLineToSnippetLine", MethodType.methodType(int.class, int.class));
            return Optional.of(new ShellLines(
                    outer.bindTo(map).asType(MethodType.methodType(Object.class, String.class)),
                    snippet.asType(MethodType.methodType(Snippet.class, Object.class, int.class)),
                    line.asType(MethodType.methodType(int.class, Object.class, int.class))));
        } catch (ReflectiveOperationException | RuntimeException e) { // RuntimeException: not opened to us
            return Optional.empty();
        }
    }

    /** Returns the line of a snippet that a line of a class, from 1, was made of; null if of none. */
    @Nullable
    Line of(String className, int classLine) {
        try {
            Object wrap = outer.invokeExact(className);
            if (wrap == null) {
                return null;
            }
            Snippet found = (Snippet) snippet.invokeExact(wrap, classLine - 1);
            return found == null ? null : new Line(found, (int) line.invokeExact(wrap, classLine - 1));
        } catch (Throwable e) { // what a method handle declares
            return null;
        }
    }
}
