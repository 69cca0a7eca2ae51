package asynclab.kernel.stop;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rewrites the classes of cells before they are defined: adds the checkpoints at which a thread can be stopped, and takes
 * out the calls that would end the kernel. The way is the one of the JDK's {@code LocalExecutionControl}; that one reads a
 * field at each jump and works out the types of all variables anew, for which it has to find the classes of other cells.
 */
public final class Weaver {
    private static final ClassFile FORMAT = ClassFile.of(
            // The tables of types are kept as they are: adding calls changes no variable and no jump.
            ClassFile.StackMapsOption.DROP_STACK_MAPS,
            // A jump that became too long would be replaced by two, between which that table lacks an entry.
            ClassFile.ShortJumpsOption.FAIL_ON_SHORT_JUMPS);

    /** The longest way a short jump leads: a method of this length has no longer one. */
    private static final int SHORT = Short.MAX_VALUE;

    /** The JVM takes methods shorter than this. */
    private static final int LONGEST = 0xFFFF;

    /** For measurements, and for whoever meets a class that does not go together with them. */
    private static final boolean OFF = "off".equals(System.getProperty("asynclab.checkpoints"));

    /** The methods without checkpoints in their loops, as "class.method". */
    private static final Set<String> UNSTOPPABLE = ConcurrentHashMap.newKeySet();

    private Weaver() {}

    /** Returns the class to define in place of the given one. */
    public static byte[] weave(byte[] bytes) {
        var parsed = FORMAT.parse(bytes);
        var checkpoint = Stops.checkpoint();
        return FORMAT.transformClass(parsed, (builder, element) -> {
            if (element instanceof MethodModel method) {
                builder.transformMethod(method, (into, part) -> {
                    if (part instanceof CodeModel code) {
                        into.transformCode(code, new MethodWeaver(code, checkpoint, extent(parsed, method, code)));
                    } else {
                        into.with(part);
                    }
                });
            } else {
                builder.with(element);
            }
        });
    }

    /** Whether the frame is of a method that is too long to have checkpoints in its loops. */
    static boolean isUnstoppable(StackTraceElement frame) {
        return UNSTOPPABLE.contains(frame.getClassName() + "." + frame.getMethodName());
    }

    private static Extent extent(ClassModel type, MethodModel method, CodeModel code) {
        var extent = extent(code);
        if (extent != Extent.ALL) {
            UNSTOPPABLE.add(type.thisClass().asInternalName().replace('/', '.') + "."
                    + method.methodName().stringValue());
        }
        return extent;
    }

    private static Extent extent(CodeModel code) {
        if (OFF) {
            return Extent.NONE;
        }
        int length = ((CodeAttribute) code).codeLength();
        long jumps = code.elementStream().filter(MethodWeaver::mayJump).count();
        if (length + (jumps + 1) * MethodWeaver.CALL <= SHORT) {
            return Extent.ALL;
        }
        return length + MethodWeaver.CALL < LONGEST ? Extent.ENTRY : Extent.NONE;
    }

    /** Where a method gets checkpoints. */
    enum Extent {
        ALL,
        ENTRY,
        NONE
    }
}
