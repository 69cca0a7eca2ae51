package asynclab.kernel;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what the JVM gives to the class that the jar's manifest names as {@code Launcher-Agent-Class}. */
public final class Agent {
    private static volatile @Nullable Instrumentation instrumentation; // set by the JVM before main, read by any thread

    private Agent() {}

    /** Called by the JVM before {@code main}. */
    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Returns the way to redefine classes, or nothing where the kernel was not started from its jar. */
    static Optional<Instrumentation> instrumentation() {
        return Optional.ofNullable(instrumentation);
    }
}
