package asynclab.kernel.code;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;

/**
 * Leaves out of the code that JShell compiles what it does not need: JShell imports every variable, method and type of the
 * session into each class that it makes, and its compiler reads all of their class files each of the four times that it
 * looks at a cell. After 500 cells that was most of a cell's time and of the kernel's memory. The code itself says by
 * which names it calls others, so only those are imported.
 *
 * <p>For this one method of JShell gets another beginning. Where that cannot be done, on another JDK, cells run all the same.
 * Completion sees all imports, as it asks for names that are not written yet.
 *
 * <p>Safe for any thread.
 */
public final class Imports {
    private static final String WRAPPING = "jdk.jshell.OuterWrapMap";
    private static final String METHOD = "wrappedInClass"; // (class name, imports, parts of the code)

    /** How JShell imports what a snippet has declared; imports that a learner has written look otherwise. */
    private static final Pattern OF_A_SNIPPET = Pattern.compile("import static REPL\\.[^;]*\\.([^.;]+);");

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final ThreadLocal<Boolean> EVALUATING = ThreadLocal.withInitial(() -> false);
    private static volatile Optional<Method> code = Optional.empty(); // gives the code of a part; once this is in place

    private Imports() {}

    /** Has JShell ask this class a second from now: what that takes is not added to the time to the first result. */
    public static void installSoon(Instrumentation jvm) {
        Thread.ofPlatform()
                .name("asynclab-imports")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(() -> {
                    try {
                        Thread.sleep(SOON);
                        if (!install(jvm)) {
                            System.getLogger(Imports.class.getName())
                                    .log(
                                            System.Logger.Level.INFO,
                                            "This JDK's JShell is new to the kernel: cells get slower as they get more.");
                        }
                    } catch (InterruptedException e) {
                        // a learner's program found this thread: cells go on with all imports
                    }
                });
    }

    /** Has JShell ask this class from now on. Returns whether it does. */
    public static boolean install(Instrumentation jvm) {
        try {
            var wrapping = Class.forName(WRAPPING);
            var part = Class.forName("jdk.jshell.GeneralWrap").getDeclaredMethod("wrapped");
            part.setAccessible(true);
            try (var file = JShell.class.getResourceAsStream("OuterWrapMap.class")) {
                if (file == null) {
                    return false;
                }
                var changed = changed(file.readAllBytes());
                jvm.redefineModule(
                        JShell.class.getModule(),
                        Set.of(Imports.class.getModule()),
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        Map.of());
                jvm.redefineClasses(new ClassDefinition(wrapping, changed));
            }
            code = Optional.of(part);
            return true;
        } catch (Exception | LinkageError e) { // another JDK, or not opened to us
            return false;
        }
    }

    /** Evaluates, with the imports that are needed. */
    public static <T> T evaluating(Supplier<T> evaluation) {
        boolean around = EVALUATING.get(); // a magic may evaluate inside a cell
        EVALUATING.set(true);
        try {
            return evaluation.get();
        } finally {
            EVALUATING.set(around);
        }
    }

    /**
     * Called by JShell, for the imports of a class that it makes.
     *
     * @param imports all of the session
     * @param parts what the class consists of
     */
    public static String needed(String imports, List<?> parts) {
        if (!EVALUATING.get() || code.isEmpty()) {
            return imports;
        }
        try {
            var names = new HashSet<String>();
            for (var part : parts) {
                var text = (String) code.get().invoke(part);
                if (text.contains("\\u")) { // a name may be written so
                    return imports;
                }
                addNames(text, names);
            }
            return OF_A_SNIPPET
                    .matcher(imports)
                    .replaceAll(one -> names.contains(one.group(1)) ? Matcher.quoteReplacement(one.group()) : "");
        } catch (ReflectiveOperationException e) {
            return imports;
        }
    }

    private static void addNames(String text, Set<String> names) {
        for (int start = 0, end; start < text.length(); start = end + 1) {
            end = start;
            while (end < text.length() && isPart(text.charAt(end))) {
                end++;
            }
            if (end > start) {
                names.add(text.substring(start, end));
            }
        }
    }

    private static boolean isPart(char one) {
        return Character.isJavaIdentifierPart(one) || Character.isSurrogate(one); // letters may have two chars
    }

    private static byte[] changed(byte[] bytes) throws NoSuchMethodException {
        var file = ClassFile.of();
        ClassModel model = file.parse(bytes);
        if (model.methods().stream().noneMatch(method -> method.methodName().equalsString(METHOD))) {
            throw new NoSuchMethodException(METHOD);
        }
        return file.transformClass(
                model,
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(METHOD), CodeTransform.ofStateful(Beginning::new)));
    }

    /** Puts the call before the method's own code. */
    private static final class Beginning implements CodeTransform {
        private static final ClassDesc LIST = ClassDesc.of("java.util.List");
        private static final MethodTypeDesc TYPE =
                MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_String, LIST);

        @Override
        public void atStart(CodeBuilder code) {
            code.aload(2)
                    .aload(3)
                    .invokestatic(ClassDesc.of(Imports.class.getName()), "needed", TYPE)
                    .astore(2);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
