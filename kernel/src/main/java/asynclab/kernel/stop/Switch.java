package asynclab.kernel.stop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ConstantDescs;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/**
 * Makes the checkpoints look, or not, by redefining {@link Checkpoint}. The compiler has left the calls of its empty method
 * out of the learner's loops; the JVM knows this, and throws away the compiled loops when the method changes, also those
 * that are running. So a check costs nothing in a compiled loop, where reading a field costs up to its own time again
 * (measured: `bench weave`), and switching costs some milliseconds.
 */
final class Switch {
    private final Instrumentation instrumentation;
    private final byte[] off;
    private final byte[] on;

    Switch(Instrumentation instrumentation) throws IOException {
        this.instrumentation = instrumentation;
        try (InputStream file = Checkpoint.class.getResourceAsStream("Checkpoint.class")) {
            if (file == null) {
                throw new IOException("there is no Checkpoint.class beside " + Switch.class);
            }
            off = file.readAllBytes();
        }
        on = looking(off);
    }

    /**
     * Sets it.
     *
     * @throws IllegalStateException if the JVM refuses, for lack of memory or because it cannot redefine classes
     */
    void set(boolean looking) {
        try {
            instrumentation.redefineClasses(new ClassDefinition(Checkpoint.class, looking ? on : off));
        } catch (ClassNotFoundException | UnmodifiableClassException | LinkageError | UnsupportedOperationException e) {
            throw new IllegalStateException("the JVM does not redefine " + Checkpoint.class, e);
        }
    }

    /** Puts a call of {@code look} into the empty method. */
    private static byte[] looking(byte[] bytes) {
        var format = ClassFile.of();
        var self = Checkpoint.class.describeConstable().orElseThrow();
        CodeTransform before = new CodeTransform() {
            @Override
            public void atStart(CodeBuilder builder) {
                builder.invokestatic(self, Checkpoint.READING, ConstantDescs.MTD_void);
            }

            @Override
            public void accept(CodeBuilder builder, CodeElement element) {
                builder.with(element);
            }
        };
        return format.transformClass(
                format.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(Checkpoint.FREE), before));
    }
}
