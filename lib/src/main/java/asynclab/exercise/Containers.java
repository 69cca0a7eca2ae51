package asynclab.exercise;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every thread of this JVM, virtual ones too, by way of the JDK's thread containers: what thread dumps are made from. No public
 * API lists virtual threads. By reflection, because the package is open only where a flag says so.
 */
final class Containers {
    /** Whether this JVM lets us. */
    static final boolean AVAILABLE;

    private static final @Nullable Method ROOT;
    private static final @Nullable Method CHILDREN;
    private static final @Nullable Method THREADS;

    static {
        Method root = null;
        Method children = null;
        Method threads = null;
        try {
            root = Class.forName("jdk.internal.vm.ThreadContainers").getMethod("root");
            var container = Class.forName("jdk.internal.vm.ThreadContainer");
            children = container.getMethod("children");
            threads = container.getMethod("threads");
            root.invoke(null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            root = null; // not exported, or another JDK: thread dumps are used instead
        }
        ROOT = root;
        CHILDREN = children;
        THREADS = threads;
        AVAILABLE = root != null;
    }

    private Containers() {}

    static Stream<Thread> threads() {
        return ROOT == null ? Stream.of() : in(invoke(ROOT, null));
    }

    private static Stream<Thread> in(@Nullable Object container) {
        if (container == null || THREADS == null || CHILDREN == null) {
            return Stream.of();
        }
        var own = stream(invoke(THREADS, container)).map(Thread.class::cast);
        var below = stream(invoke(CHILDREN, container)).flatMap(Containers::in);
        return Stream.concat(own, below);
    }

    private static Stream<?> stream(@Nullable Object stream) {
        return stream instanceof Stream<?> some ? some : Stream.of();
    }

    private static @Nullable Object invoke(Method method, @Nullable Object on) {
        try {
            return method.invoke(on);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("it worked when this class was loaded", e);
        }
    }
}
