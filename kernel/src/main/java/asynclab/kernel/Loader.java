package asynclab.kernel;

import asynclab.kernel.code.Lines;
import asynclab.kernel.stop.Weaver;
import java.io.File;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;
import org.jspecify.annotations.Nullable;

/**
 * Defines the classes that JShell makes of cells, and redefines them where the JVM can: then values stay where they are,
 * and threads that run see the new code. Where it cannot, JShell makes a class of another name, and the values are copied.
 *
 * <p>JJava refuses every redefinition, so that a variable was null again whenever a cell imported something that JShell
 * thought it could depend on (dflib/jjava issues 53, 119, 128).
 */
final class Loader implements LoaderDelegate {
    private static final String CLASS_PATH = "java.class.path";

    private final Lines lines;
    private final Optional<Instrumentation> instrumentation;
    private final Versions versions = new Versions();
    private final Map<String, byte[]> declared = new ConcurrentHashMap<>(); // as JShell made them, by name
    private final Set<String> made = ConcurrentHashMap.newKeySet(); // while a snippet is evaluated
    private final CellLoader loader = new CellLoader();

    /** @param instrumentation without it no class is redefined, and every change copies values */
    Loader(Lines lines, Optional<Instrumentation> instrumentation) {
        this.lines = lines;
        this.instrumentation = instrumentation;
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        for (var one : classes) { // all are known before the first is defined: they may refer to each other
            declared.put(one.name(), one.bytecodes());
        }
        var installed = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            try {
                versions.add(loader.loadClass(classes[i].name()));
                installed[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException("load: " + e, installed);
            }
        }
    }

    /**
     * Gives loaded classes new code, all or none of them.
     *
     * @throws ClassInstallException if the JVM refuses: fields, methods or lambdas differ. JShell then makes new classes.
     * @throws NotImplementedException if there is no instrumentation
     */
    void redefine(ClassBytecodes[] classes) throws ClassInstallException, NotImplementedException {
        var jvm = instrumentation.orElseThrow(() -> new NotImplementedException("redefine: no instrumentation"));
        var definitions = new ClassDefinition[classes.length];
        try {
            for (int i = 0; i < classes.length; i++) {
                definitions[i] = new ClassDefinition(
                        loader.loadClass(classes[i].name()), woven(classes[i].name(), classes[i].bytecodes()));
            }
            jvm.redefineClasses(definitions);
        } catch (ClassNotFoundException
                | UnmodifiableClassException
                | UnsupportedOperationException
                | LinkageError e) { // LinkageError: what the verifier and the class-file reader throw
            throw new ClassInstallException("redefine: " + e, new boolean[classes.length]);
        }
        for (var one : classes) {
            declared.put(one.name(), one.bytecodes());
        }
    }

    /** Forgets which classes were made; call it before a snippet is evaluated. */
    void begin() {
        made.clear();
        versions.takeEmptied();
    }

    /**
     * Writes the lines of a class anew whose code was declared again without a change: JShell does not make it again, and
     * its frames would name the place where it was before. Does nothing for a class that was made since {@link #begin}.
     */
    void refresh(String className) {
        if (!made.add(className)) {
            return;
        }
        var own = declared.entrySet().stream()
                .filter(entry ->
                        entry.getKey().equals(className) || entry.getKey().startsWith(className + "$"))
                .map(entry -> new ClassBytecodes(entry.getKey(), entry.getValue()))
                .toArray(ClassBytecodes[]::new);
        try {
            redefine(own);
        } catch (ClassInstallException | NotImplementedException e) {
            // Its frames name the old place: not wrong enough to fail for.
        }
    }

    private byte[] woven(String name, byte[] bytes) {
        made.add(name);
        return Weaver.weave(lines.rewrite(name, bytes));
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        // redefine() has seen them
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        for (var one : PathsHandler.split(path)) {
            try {
                loader.addURL(Path.of(one).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new InternalException("not a path: " + one + ": " + e.getMessage());
            }
            // where libraries, and JShell's compiler, look for it
            System.setProperty(CLASS_PATH, System.getProperty(CLASS_PATH) + File.pathSeparator + one);
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    /** Forgets the code and the value of a snippet that nothing can refer to any more. */
    void unload(String name) {
        versions.forget(name);
        declared.keySet().removeIf(one -> one.equals(name) || one.startsWith(name + "$"));
        lines.forget(name);
    }

    /** Gives no value of a variable that is lost to what is declared by its name later. Threads may use it still. */
    void lose(String name) {
        versions.lose(name);
    }

    /** Returns once the names of variables that have lost their values since the last call. */
    Set<String> takeEmptied() {
        return versions.takeEmptied();
    }

    ClassLoader classLoader() {
        return loader;
    }

    private final class CellLoader extends URLClassLoader {
        CellLoader() {
            super(new URL[0], Loader.class.getClassLoader());
        }

        @Override
        protected void addURL(URL url) {
            super.addURL(url);
        }

        @Override
        protected Class<?> findClass(@Nullable String name) throws ClassNotFoundException {
            byte[] bytes = name == null ? null : declared.get(name);
            if (name == null || bytes == null) {
                return super.findClass(name);
            }
            var woven = woven(name, bytes);
            return defineClass(name, woven, 0, woven.length);
        }
    }
}
