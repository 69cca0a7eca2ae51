package asynclab.kernel.stop;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles a piece of Java as a cell's would be, weaves it and runs it. */
final class Samples extends ClassLoader {
    private final Map<String, byte[]> classes;

    private Samples(Map<String, byte[]> classes) {
        super(Samples.class.getClassLoader());
        this.classes = classes;
    }

    /** Returns the class {@code Sample} with these members, woven. */
    static Class<?> woven(String members) throws ClassNotFoundException {
        return Class.forName("Sample", true, new Samples(compiled(members)));
    }

    /** Calls a static method without parameters. */
    static @Nullable Object call(Class<?> type, String method) throws Throwable {
        try {
            var found = type.getDeclaredMethod(method);
            found.setAccessible(true);
            return found.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        var woven = Weaver.weave(bytes);
        return defineClass(name, woven, 0, woven.length);
    }

    /** Returns the classes by name, as the compiler makes them. */
    static Map<String, byte[]> compiled(String members) {
        var source = new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "import java.util.*; import java.util.function.*; import java.util.stream.*;\n"
                        + "public class Sample {\n" + members + "\n}";
            }
        };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var into = new InMemory(compiler.getStandardFileManager(null, null, null));
        if (!compiler.getTask(null, into, null, List.of("-proc:none"), null, List.of(source))
                .call()) {
            throw new IllegalArgumentException(members);
        }
        var bytes = new HashMap<String, byte[]>();
        into.files.forEach((name, file) -> bytes.put(name, file.toByteArray()));
        return bytes;
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> files = new HashMap<>();

        InMemory(JavaFileManager under) {
            super(under);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return files.computeIfAbsent(name, any -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
