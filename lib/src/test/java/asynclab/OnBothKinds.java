package asynclab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test that runs once with tasks on virtual threads and once on platform threads. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@EnumSource
@Timeout(30) // a scope that waits for ever fails its test instead of the build
@interface OnBothKinds {
    /** The two kinds of threads. */
    enum Kind implements UnaryOperator<ScopeSettings> {
        VIRTUAL,
        PLATFORM;

        @Override
        public ScopeSettings apply(ScopeSettings settings) {
            return settings.withThreads(this == VIRTUAL ? Thread::ofVirtual : Thread::ofPlatform);
        }

        /** These threads, and a deadline. */
        UnaryOperator<ScopeSettings> until(Deadline deadline) {
            return settings -> apply(settings).withDeadline(deadline);
        }

        /** These threads, and a name. */
        UnaryOperator<ScopeSettings> named(String name) {
            return settings -> apply(settings).withName(name);
        }
    }
}
