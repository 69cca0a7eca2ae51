package asynclab.kernel.stop;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/**
 * What is called in a cell in place of {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt}: these would end
 * the kernel, with every variable and task of the notebook. Public for the classes of cells, which call it. A call from a
 * library or by reflection is not replaced, and does end the kernel.
 */
@SuppressWarnings("DoNotCallSuggester") // the compiler does not see who calls them
public final class Exits {
    private static final ClassDesc HERE = Exits.class.describeConstable().orElseThrow();
    private static final ClassDesc RUNTIME = Runtime.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc ON_SYSTEM = MethodTypeDesc.of(CD_void, CD_int);
    private static final MethodTypeDesc ON_RUNTIME = MethodTypeDesc.of(CD_void, RUNTIME, CD_int);

    private Exits() {}

    /** Stands for {@code System.exit(status)}. */
    public static void exit(int status) {
        throw new ExitRefused("System.exit", status);
    }

    /** Stands for {@code runtime.exit(status)}. */
    public static void exit(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.exit", status);
    }

    /** Stands for {@code runtime.halt(status)}. */
    public static void halt(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.halt", status);
    }

    /**
     * Returns what to call instead: a static method, which takes the receiver of the other one as its first argument.
     *
     * @param owner the class's internal name
     * @param type the descriptor of the method
     */
    static Optional<DirectMethodHandleDesc> insteadOf(String owner, String name, String type) {
        if (!type.equals("(I)V")) {
            return Optional.empty();
        }
        return switch (owner + "." + name) {
            case "java/lang/System.exit" -> Optional.of(ours("exit", ON_SYSTEM));
            case "java/lang/Runtime.exit" -> Optional.of(ours("exit", ON_RUNTIME));
            case "java/lang/Runtime.halt" -> Optional.of(ours("halt", ON_RUNTIME));
            default -> Optional.empty();
        };
    }

    /** Returns the constant, or what stands for it if it is a reference to a method that ends the JVM. */
    static ConstantDesc insteadOf(ConstantDesc constant) {
        if (constant instanceof DirectMethodHandleDesc method) {
            var owner = method.owner().descriptorString();
            var instead =
                    insteadOf(owner.substring(1, owner.length() - 1), method.methodName(), method.lookupDescriptor());
            if (instead.isPresent()) {
                return instead.get();
            }
        }
        return constant;
    }

    private static DirectMethodHandleDesc ours(String name, MethodTypeDesc type) {
        return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, HERE, name, type);
    }

    /** Says that the kernel was not ended, and what to do. */
    public static final class ExitRefused extends Error {
        private static final long serialVersionUID = 1;

        ExitRefused(String call, int status) {
            super(call + "(" + status
                    + ") would have ended the kernel, with all variables and tasks of this notebook; it did"
                    + " not. To leave a method, return or throw. To start afresh: Kernel > Restart Kernel");
        }
    }
}
